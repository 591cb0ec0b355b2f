package io.imagesearch.operator.objectstorage;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.pod.Main;
import io.imagesearch.operator.stateful.Containers;
import io.imagesearch.operator.stateful.StatefulPods;
import io.imagesearch.operator.store.ObjectStoreConnection;
import io.imagesearch.operator.store.SecretKeys;
import java.util.List;
import java.util.Map;

/** The pod of the S3 gateway. */
final class Gateway {
  static final String PORT = "s3";

  private static final String CONTAINER = "versitygw";
  private static final String MOUNT = "/buckets";
  // Not a name that a bucket could have.
  private static final String HEALTH = "/-";
  private static final long GRACE_SECONDS = 30;

  private Gateway() {}

  static Main of(Cluster cluster) {
    String secret = ObjectStoreConnection.managedSecret(cluster);
    // Read at the start alone.
    Map<String, String> annotations =
        cluster
            .digestOf(secret)
            .map(digest -> Map.of("imagesearch.io/credentials", digest))
            .orElse(Map.of());
    return new Main(
        Tier.OBJECT_STORAGE,
        container(cluster, secret),
        List.of(),
        List.of(),
        annotations,
        GRACE_SECONDS);
  }

  private static Container container(Cluster cluster, String secret) {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(cluster.situation().image(Part.OBJECT_STORAGE))
        .withArgs(
            "--port=:" + Ports.OBJECT_STORAGE,
            "--health=" + HEALTH,
            "--quiet",
            // Each may hold a buffer of one MiB; more of them would not fit the memory.
            "--max-requests=256",
            "posix",
            MOUNT)
        .withEnv(
            Containers.secret("ROOT_ACCESS_KEY", secret, SecretKeys.ACCESS_KEY),
            Containers.secret("ROOT_SECRET_KEY", secret, SecretKeys.SECRET_KEY),
            Containers.goMemoryLimit(CONTAINER))
        .withPorts(Containers.port(PORT, Ports.OBJECT_STORAGE))
        .withStartupProbe(Containers.http(HEALTH, PORT, 2, 5, 60))
        .withLivenessProbe(Containers.http(HEALTH, PORT, 10, 10, 6))
        .withReadinessProbe(Containers.http(HEALTH, PORT, 5, 5, 3))
        .withResources(Containers.resources("100m", "256Mi", "1Gi"))
        .addNewVolumeMount()
        .withName(StatefulPods.VOLUME)
        .withMountPath(MOUNT)
        // Beside lost+found, which would be taken for a bucket.
        .withSubPath("buckets")
        .endVolumeMount()
        .build();
  }
}
