package io.imagesearch.operator.network;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who may talk to whom, unless a person wants no policies. */
public final class NetworkPolicies implements Dependent {
  private static final int LAST_PORT = 65535;

  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return cluster.spec().policies()
        ? policies(cluster).map(Policy::build).map(HasMetadata.class::cast)
        : Stream.empty();
  }

  private static Stream<Policy> policies(Cluster cluster) {
    List<Policy> policies = new ArrayList<>();
    policies.add(all(cluster));
    policies.add(of(cluster, Tier.API).allow(List.of(), Policy.port(Ports.API)));
    policies.add(
        of(cluster, Tier.EMBEDDER)
            .allow(
                with(Peers.pods(cluster, List.of(Tier.API)), Peers.monitoring()),
                Policy.port(Ports.EMBEDDER)));
    if (cluster.spec().sizeOf(Tier.ETCD).isPresent()) {
      policies.add(etcd(cluster));
    }
    if (cluster.spec().sizeOf(Tier.OBJECT_STORAGE).isPresent()) {
      policies.add(objectStorage(cluster));
    }
    if (cluster.spec().sizeOf(Tier.KAFKA).isPresent()) {
      policies.add(kafka(cluster));
    }
    if (cluster.spec().milvus() instanceof Milvus.Managed) {
      policies.add(milvus(cluster));
      policies.add(proxies(cluster));
    }
    return policies.stream();
  }

  /** All pods, also those that no other policy is about. */
  private static Policy all(Cluster cluster) {
    return new Policy(
        cluster,
        "closed",
        new LabelSelectorBuilder().withMatchLabels(Labels.selector(cluster.name())).build());
  }

  private static Policy etcd(Cluster cluster) {
    List<NetworkPolicyPeer> members = List.of(Peers.pods(cluster, List.of(Tier.ETCD)));
    return of(cluster, Tier.ETCD)
        .allow(
            List.of(
                Peers.pods(cluster, Tier.milvus()),
                Peers.pods(cluster, List.of(Tier.ETCD)),
                Peers.operator(cluster)),
            Policy.port(Ports.ETCD_CLIENT))
        .allow(members, Policy.port(Ports.ETCD_PEER))
        .allow(Peers.monitoring(), Policy.port(Ports.ETCD_METRICS));
  }

  /** With an external Milvus, pictures alone are kept there. */
  private static Policy objectStorage(Cluster cluster) {
    List<Tier> users = new ArrayList<>(List.of(Tier.API));
    if (cluster.spec().milvus() instanceof Milvus.Managed) {
      users.addAll(Tier.milvus());
    }
    return of(cluster, Tier.OBJECT_STORAGE)
        .allow(
            List.of(Peers.pods(cluster, users), Peers.operator(cluster)),
            Policy.port(Ports.OBJECT_STORAGE));
  }

  private static Policy kafka(Cluster cluster) {
    List<Tier> users = new ArrayList<>(List.of(Tier.KAFKA));
    users.addAll(Tier.milvus());
    return of(cluster, Tier.KAFKA)
        .allow(
            List.of(Peers.pods(cluster, users), Peers.operator(cluster)), Policy.port(Ports.KAFKA))
        .allow(
            List.of(Peers.pods(cluster, List.of(Tier.KAFKA))), Policy.port(Ports.KAFKA_CONTROLLER));
  }

  private static Policy milvus(Cluster cluster) {
    return new Policy(cluster, "milvus", cluster.podsOf(Tier.milvus()))
        .allow(
            List.of(Peers.pods(cluster, Tier.milvus())),
            Policy.ports(1, Ports.MILVUS_METRICS - 1),
            Policy.ports(Ports.MILVUS_METRICS + 1, LAST_PORT))
        .allow(
            with(Peers.operator(cluster), Peers.monitoring()), Policy.port(Ports.MILVUS_METRICS));
  }

  private static Policy proxies(Cluster cluster) {
    return of(cluster, Tier.PROXY)
        .allow(
            List.of(Peers.pods(cluster, List.of(Tier.API)), Peers.operator(cluster)),
            Policy.port(Ports.MILVUS));
  }

  private static Policy of(Cluster cluster, Tier tier) {
    return new Policy(cluster, tier.component(), cluster.podsOf(List.of(tier)));
  }

  private static List<NetworkPolicyPeer> with(
      NetworkPolicyPeer one, List<NetworkPolicyPeer> others) {
    return Stream.concat(Stream.of(one), others.stream()).toList();
  }
}
