package io.imagesearch.operator.service;

import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.program.Mounts;
import io.imagesearch.operator.program.Settings;
import io.imagesearch.operator.store.Connections;
import io.imagesearch.operator.store.MilvusConnection;
import io.imagesearch.operator.store.ObjectStoreConnection;
import io.imagesearch.operator.store.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** How API pods reach Milvus and the bucket, and the digests of what they read when they start. */
final class StoreAccess {
  /**
   * Each file below it is a setting: folders are the parts of its name. So a Secret's keys become
   * settings, and no argument or variable shows them.
   */
  private static final String TREE = "/etc/image-search/settings/";

  private static final String S3 = "image-search.store.s3.";
  private static final String MILVUS = "image-search.index.milvus.";
  private static final String CA_FOLDER = "/etc/image-search/tls/";
  private static final String DIGEST = "imagesearch.io/digest-of-";

  private final Cluster cluster;
  private final Settings settings;
  private final Mounts mounts;
  private final Map<String, String> digests = new TreeMap<>();

  private StoreAccess(Cluster cluster, Settings settings, Mounts mounts) {
    this.cluster = cluster;
    this.settings = settings;
    this.mounts = mounts;
  }

  /** Adds what there is, and answers the pods' annotations. */
  static Map<String, String> apply(Cluster cluster, Settings settings, Mounts mounts) {
    Connections connections = Connections.of(cluster);
    StoreAccess access = new StoreAccess(cluster, settings, mounts);
    if (connections.objects().credentialsSecret().isPresent()
        || connections.milvus().credentialsSecret().isPresent()) {
      settings.set("spring.config.import", "configtree:" + TREE);
    }
    access.bucket(connections.objects());
    access.milvus(connections.milvus());
    return access.digests;
  }

  private void bucket(ObjectStoreConnection bucket) {
    settings
        .set("image-search.store.kind", "s3")
        .set(S3 + "endpoint", bucket.endpoint())
        .set(S3 + "region", bucket.region())
        .set(S3 + "bucket", bucket.bucket())
        .set(S3 + "prefix", bucket.picturesPrefix())
        .set(S3 + "path-style", bucket.pathStyle())
        .set(S3 + "create-bucket", bucket.createBucket());
    bucket
        .credentialsSecret()
        .ifPresent(secret ->
            mount(
                "s3-credentials",
                TREE + "image-search/store/s3",
                secret,
                SecretKeys.ACCESS_KEY,
                SecretKeys.SECRET_KEY));
    authority("s3-ca", bucket.tlsSecret()).ifPresent(file -> settings.set(S3 + "ca-file", file));
  }

  private void milvus(MilvusConnection milvus) {
    settings
        .set("image-search.index.kind", "milvus")
        .set(MILVUS + "uri", milvus.uri())
        .set(MILVUS + "database", milvus.database())
        .set(MILVUS + "alias", alias())
        .set(MILVUS + "replicas", cluster.spec().milvus().replicas());
    // All of its keys: it is a user with a password or a token, and only the Secret knows which.
    milvus
        .credentialsSecret()
        .ifPresent(secret ->
            mount("milvus-credentials", TREE + "image-search/index/milvus/credentials", secret));
    authority("milvus-ca", milvus.tlsSecret()).ifPresent(file -> settings.set(MILVUS + "ca", file));
  }

  /**
   * Collections begin with it. In a Milvus that others use, too, it must be nobody else's; the
   * digest is of both names, since a hyphen may be part of either.
   */
  private String alias() {
    if (cluster.spec().milvus() instanceof Milvus.Managed) {
      return "images";
    }
    String both = cluster.namespace() + "/" + cluster.name();
    String digest =
        UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8);
    String readable = cluster.name().replaceAll("[^A-Za-z0-9]", "_");
    return "images_" + readable.substring(0, Math.min(40, readable.length())) + "_" + digest;
  }

  private Optional<String> authority(String volume, Optional<String> secret) {
    return secret.map(name -> {
      mount(volume, CA_FOLDER + volume, name, SecretKeys.CA);
      return CA_FOLDER + volume + "/" + SecretKeys.CA;
    });
  }

  private void mount(String volume, String path, String secret, String... keys) {
    mounts.secret(volume, path, secret, keys);
    cluster.digestOf(secret).ifPresent(digest -> digests.put(DIGEST + volume, digest));
  }
}
