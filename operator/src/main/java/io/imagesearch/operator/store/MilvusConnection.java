package io.imagesearch.operator.store;

import io.imagesearch.operator.api.v1alpha1.ExternalMilvusSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Ports;
import java.net.URI;
import java.util.Optional;

/**
 * How Milvus is reached by those who search.
 *
 * @param database other than the default
 * @param credentialsSecret has {@code username} and {@code password}, or {@code token}
 * @param tlsSecret has {@code ca.crt}; none where a public authority signed, or without TLS
 */
public record MilvusConnection(
    URI uri,
    Optional<String> database,
    Optional<String> credentialsSecret,
    Optional<String> tlsSecret) {

  static MilvusConnection of(Cluster cluster) {
    return switch (cluster.spec().milvus()) {
      case Milvus.Managed _ ->
          new MilvusConnection(
              URI.create("http://" + cluster.hostOf(proxies(cluster)) + ":" + Ports.MILVUS),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      case Milvus.External external -> external(external.spec());
    };
  }

  /** Name of the Service before the proxies of a Milvus that the operator runs. */
  public static String service(Cluster cluster) {
    return cluster.nameOf("milvus");
  }

  /**
   * Name of the Service whose addresses are the proxies' own, for those who keep ways to several.
   */
  public static String proxies(Cluster cluster) {
    return cluster.nameOf("milvus-proxies");
  }

  private static MilvusConnection external(ExternalMilvusSpec spec) {
    return new MilvusConnection(
        URI.create(spec.uri()),
        Optional.ofNullable(spec.database()),
        Optional.ofNullable(spec.credentialsSecret()),
        Optional.ofNullable(spec.tlsSecret()));
  }

  public boolean tls() {
    return "https".equals(uri.getScheme());
  }

  public String host() {
    return uri.getHost();
  }

  public int port() {
    return uri.getPort() >= 0 ? uri.getPort() : tls() ? 443 : Ports.MILVUS;
  }
}
