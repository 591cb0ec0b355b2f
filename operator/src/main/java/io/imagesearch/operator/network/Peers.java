package io.imagesearch.operator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import java.util.List;
import java.util.Map;

/** Those who may call. */
final class Peers {
  /** A label that Kubernetes itself gives each namespace. */
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private static final String MONITORING = "imagesearch.io/monitoring";

  private Peers() {}

  static NetworkPolicyPeer pods(Cluster cluster, List<Tier> tiers) {
    return new NetworkPolicyPeerBuilder().withPodSelector(cluster.podsOf(tiers)).build();
  }

  /** In its namespace; in any, where that is not known. */
  static NetworkPolicyPeer operator(Cluster cluster) {
    String namespace = cluster.situation().operatorNamespace();
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .withMatchLabels(namespace == null ? Map.of() : Map.of(NAMESPACE_NAME, namespace))
        .endNamespaceSelector()
        .withNewPodSelector()
        .addToMatchLabels(Labels.NAME, Labels.OPERATOR)
        .endPodSelector()
        .build();
  }

  static List<NetworkPolicyPeer> monitoring() {
    return List.of(namespaces(NAMESPACE_NAME, "monitoring"), namespaces(MONITORING, "true"));
  }

  private static NetworkPolicyPeer namespaces(String label, String value) {
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .addToMatchLabels(label, value)
        .endNamespaceSelector()
        .build();
  }
}
