package io.imagesearch.operator.store;

import io.imagesearch.operator.api.v1alpha1.ExternalEtcdSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.MetadataStore;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How etcd is reached.
 *
 * @param endpoints host and port of each member, without a scheme
 * @param tls whether the connection is encrypted
 * @param rootPath first part of each key
 * @param tlsSecret has {@code ca.crt}, and {@code tls.crt} and {@code tls.key} where etcd asks for
 *     them
 * @param authSecret has {@code username} and {@code password}
 */
public record EtcdConnection(
    List<String> endpoints,
    boolean tls,
    String rootPath,
    Optional<String> tlsSecret,
    Optional<String> authSecret) {

  public EtcdConnection {
    endpoints = List.copyOf(endpoints);
  }

  static EtcdConnection of(Cluster cluster, MetadataStore store) {
    return switch (store) {
      case MetadataStore.Managed managed -> managed(cluster, managed.members());
      case MetadataStore.External(ExternalEtcdSpec spec) -> external(cluster, spec);
    };
  }

  /** Name of the Service under which the members have names of their own. */
  public static String peerService(Cluster cluster) {
    return cluster.nameOf("etcd-peers");
  }

  /** Name by which a member is reached from every namespace. */
  public static String memberHost(Cluster cluster, int ordinal) {
    return cluster.nameOf(Tier.ETCD) + "-" + ordinal + "." + cluster.hostOf(peerService(cluster));
  }

  private static EtcdConnection managed(Cluster cluster, int members) {
    return new EtcdConnection(
        IntStream.range(0, members)
            .mapToObj(ordinal -> memberHost(cluster, ordinal) + ":" + Ports.ETCD_CLIENT)
            .toList(),
        false,
        cluster.identity(),
        Optional.empty(),
        Optional.empty());
  }

  private static EtcdConnection external(Cluster cluster, ExternalEtcdSpec spec) {
    boolean https = spec.endpoints().stream().anyMatch(each -> each.startsWith("https://"));
    return new EtcdConnection(
        spec.endpoints().stream().map(each -> each.replaceFirst("^https?://", "")).toList(),
        https || spec.tlsSecret() != null,
        spec.rootPath() == null ? cluster.identity() : spec.rootPath(),
        Optional.ofNullable(spec.tlsSecret()),
        Optional.ofNullable(spec.authSecret()));
  }
}
