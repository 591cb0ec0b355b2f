package io.imagesearch.operator.secret;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.ObjectStore;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.embedder.EmbedderKey;
import io.imagesearch.operator.service.Access;
import io.imagesearch.operator.store.ObjectStoreConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Secret that there has to be, with contents that nobody else knows. Where there is one of that
 * name, whatever is in it stays: a password that changes by itself locks everybody out.
 *
 * @param name of the Secret
 * @param tier whose pods read it
 * @param contents what is made up for it
 */
public record GeneratedSecret(String name, Tier tier, Contents contents) {
  private static final String ADMIN_KEY = "admin-key";

  /** Kinds of contents. */
  public enum Contents {
    /** {@code access-key} and {@code secret-key} of the S3 gateway. */
    STORAGE_CREDENTIALS,

    /**
     * {@code keys.json} for the API's pods, {@code admin-key} for a person to read, and {@code
     * metrics-key} for Prometheus.
     */
    API_KEYS,

    /** {@code keys.json} for embedders, and {@code key} for the API's pods that call them. */
    EMBEDDER_KEY
  }

  /**
   * Those that a cluster needs: neither what the spec names nor what an open API has no use for.
   */
  public static List<GeneratedSecret> of(Cluster cluster) {
    Stream<GeneratedSecret> storage =
        cluster.spec().objectStore() instanceof ObjectStore.Managed
            ? Stream.of(
                new GeneratedSecret(
                    ObjectStoreConnection.managedSecret(cluster),
                    Tier.OBJECT_STORAGE,
                    Contents.STORAGE_CREDENTIALS))
            : Stream.empty();
    var authentication = cluster.spec().authentication();
    Stream<GeneratedSecret> keys =
        authentication.secretName() == null && !authentication.open()
            ? Stream.of(new GeneratedSecret(Access.generated(cluster), Tier.API, Contents.API_KEYS))
            : Stream.empty();
    Stream<GeneratedSecret> embedder =
        Stream.of(
            new GeneratedSecret(EmbedderKey.secret(cluster), Tier.EMBEDDER, Contents.EMBEDDER_KEY));
    return Stream.of(storage, keys, embedder).flatMap(each -> each).toList();
  }

  /** The Secret, with new contents. To be created, never to be applied. */
  public Secret create(Cluster cluster, SecureRandom random, Clock clock) {
    ObjectMeta meta = cluster.meta(name, tier);
    return new SecretBuilder()
        .withMetadata(meta)
        .withType("Opaque")
        .withStringData(
            switch (contents) {
              case STORAGE_CREDENTIALS -> StorageCredentials.make(random);
              case API_KEYS ->
                  AccessKeys.make(
                      Map.of(ADMIN_KEY, "admin", Access.METRICS_KEY, "read"),
                      random,
                      clock.instant());
              case EMBEDDER_KEY ->
                  AccessKeys.make(Map.of(EmbedderKey.TEXT, "read"), random, clock.instant());
            })
        .build();
  }
}
