package io.imagesearch.operator.network;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.imagesearch.operator.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;

/** What may come to some pods; nothing, until it is allowed. */
final class Policy {
  private final Cluster cluster;
  private final String component;
  private final LabelSelector pods;
  private final List<NetworkPolicyIngressRule> rules = new ArrayList<>();

  Policy(Cluster cluster, String component, LabelSelector pods) {
    this.cluster = cluster;
    this.component = component;
    this.pods = pods;
  }

  /** Lets some call; everybody, where none is named. */
  Policy allow(List<NetworkPolicyPeer> from, NetworkPolicyPort... ports) {
    rules.add(new NetworkPolicyIngressRuleBuilder().withFrom(from).withPorts(ports).build());
    return this;
  }

  NetworkPolicy build() {
    return new NetworkPolicyBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(component), component))
        .withNewSpec()
        .withPodSelector(pods)
        .withPolicyTypes("Ingress")
        .withIngress(rules)
        .endSpec()
        .build();
  }

  static NetworkPolicyPort port(int number) {
    return new NetworkPolicyPortBuilder()
        .withProtocol("TCP")
        .withPort(new IntOrString(number))
        .build();
  }

  static NetworkPolicyPort ports(int first, int last) {
    return new NetworkPolicyPortBuilder(port(first)).withEndPort(last).build();
  }
}
