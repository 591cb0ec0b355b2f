package io.imagesearch.operator.store;

import io.imagesearch.operator.api.v1alpha1.ExternalObjectStorageSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.ObjectStore;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import java.net.URI;
import java.util.Optional;

/**
 * How the bucket is reached.
 *
 * @param prefix first part of each key, without a slash at its end; may be empty
 * @param credentialsSecret has {@code access-key} and {@code secret-key}; none with the cloud's own
 *     identity
 * @param tlsSecret has {@code ca.crt}; none where a public authority signed, or without TLS
 * @param pathStyle the bucket in the path and not in the host name
 * @param createBucket whether whoever comes first makes the bucket
 */
public record ObjectStoreConnection(
    URI endpoint,
    String region,
    String bucket,
    String prefix,
    Optional<String> credentialsSecret,
    Optional<String> tlsSecret,
    boolean pathStyle,
    boolean createBucket) {

  /** The bucket of a store that the operator runs; one for pictures and segments. */
  private static final String BUCKET = "image-search";

  static ObjectStoreConnection of(Cluster cluster) {
    return switch (cluster.spec().objectStore()) {
      case ObjectStore.Managed _ -> managed(cluster);
      case ObjectStore.External(ExternalObjectStorageSpec spec) -> external(cluster, spec);
    };
  }

  /** Name of the Secret with the keys of a store that the operator runs. */
  public static String managedSecret(Cluster cluster) {
    return cluster.nameOf("storage-credentials");
  }

  private static ObjectStoreConnection managed(Cluster cluster) {
    String host = cluster.hostOf(cluster.nameOf(Tier.OBJECT_STORAGE));
    return new ObjectStoreConnection(
        URI.create("http://" + host + ":" + Ports.OBJECT_STORAGE),
        "us-east-1",
        BUCKET,
        "",
        Optional.of(managedSecret(cluster)),
        Optional.empty(),
        true,
        true);
  }

  private static ObjectStoreConnection external(Cluster cluster, ExternalObjectStorageSpec spec) {
    return new ObjectStoreConnection(
        URI.create(spec.endpoint()),
        spec.region() == null ? "us-east-1" : spec.region(),
        spec.bucket(),
        spec.prefix() == null ? cluster.identity() : spec.prefix(),
        Optional.ofNullable(spec.credentialsSecret()),
        Optional.ofNullable(spec.tlsSecret()),
        !Boolean.FALSE.equals(spec.pathStyle()),
        false);
  }

  /** Whether credentials come from the cloud's identity of the service account. */
  public boolean usesIam() {
    return credentialsSecret.isEmpty();
  }

  public boolean tls() {
    return "https".equals(endpoint.getScheme());
  }

  public String host() {
    return endpoint.getHost();
  }

  public int port() {
    return endpoint.getPort() >= 0 ? endpoint.getPort() : tls() ? 443 : 80;
  }

  /** First part of the keys of pictures, with a slash at its end. */
  public String picturesPrefix() {
    return below("pictures/");
  }

  /** First part of the keys of Milvus, without a slash at its end. */
  public String milvusPrefix() {
    return below("milvus");
  }

  private String below(String part) {
    return prefix.isEmpty() ? part : prefix + "/" + part;
  }
}
