package io.imagesearch.operator;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.check.TestCertificate;
import io.imagesearch.operator.cluster.Sizing;
import io.imagesearch.operator.cluster.Spec;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.plane.PlayedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One cluster of thousands of pods, as {@code image-search plan} makes it, on a thousand played
 * nodes: how operator, scheduler and autoscaler keep up while it is made, grows, shrinks, gets a
 * new image and is scaled by load. {@code -Dnodes=1000 -DautoscalerPeriod=15s
 * '-DoperatorJvm=@jvm.options -Xmx192m'}. What is not done in its time is said, and the rest goes
 * on.
 */
@OnControlPlane
class LargeClusterBench {
  private static final int NODES = Integer.getInteger("nodes", 1_000);
  private static final Path PLANNED =
      Path.of(System.getProperty("plan", "src/test/resources/plane/large/cluster.yaml"));
  private static final String[] JVM =
      System.getProperty("operatorJvm", "@jvm.options -Xmx192m").split(" ", -1);
  private static final Map<String, Quantity> NODE =
      Map.of(
          "cpu", new Quantity("128"),
          "memory", new Quantity("1Ti"),
          "ephemeral-storage", new Quantity("10Ti"),
          "pods", new Quantity("110"),
          "nvidia.com/gpu", new Quantity("8"));

  private static final String EMBEDDER = "shop-embedder";

  private final ControlPlane plane;

  /** Embedders as planned, and a third more of them. */
  private final int few;

  private final int many;

  @TempDir private Path folder;

  LargeClusterBench(ControlPlane plane) throws IOException {
    this.plane = plane;
    ImageSearchCluster planned =
        Serialization.unmarshal(Files.readString(PLANNED), ImageSearchCluster.class);
    few = Spec.of(planned).sizeOf(Tier.EMBEDDER).map(Sizing::replicas).orElseThrow();
    many = few * 4 / 3;
  }

  @Test
  void measures() throws Exception {
    long began = System.nanoTime();
    plane.nodes("pool", NODES, NODE);
    // So that all pods go to nodes of a size that exists.
    plane.kubectl("cordon", "node-1", "node-2", "gpu-1");
    System.out.printf("%d nodes ready after %.0f s%n", NODES, (System.nanoTime() - began) / 1e9);
    try (LiveClusters clusters = new LiveClusters(plane, "large")) {
      OperatorUnderTest.install(plane, clusters.namespace, Map.of());
      try (OperatorReplica operator =
          OperatorReplica.start(plane, clusters.namespace, "one", JVM)) {
        await().atMost(LiveClusters.PATIENCE).until(operator::isListening);
        LargeCluster shop = new LargeCluster(clusters, operator, "shop");
        makes(clusters, shop);
        grows(shop);
        rollsOut(shop);
        followsLoad(clusters, shop);
      }
    } finally {
      plane.kubectl("uncordon", "node-1", "node-2", "gpu-1");
    }
  }

  private static void makes(LiveClusters clusters, LargeCluster shop) throws IOException {
    shop.measure(
        "made",
        Duration.ofMinutes(25),
        () -> clusters.kubectl("apply", "-f", PLANNED.toString()),
        shop::isReady);
    shop.printBindings();
    Instant rested = Instant.now().plusSeconds(60);
    shop.measure(
        "a minute at rest", Duration.ofMinutes(2), () -> {}, () -> Instant.now().isAfter(rested));
  }

  private void grows(LargeCluster shop) throws IOException {
    for (int replicas : new int[] {many, few}) {
      shop.measure(
          replicas + " embedders",
          Duration.ofMinutes(10),
          () -> shop.patch("{\"embedder\": {\"replicas\": %d}}".formatted(replicas)),
          () -> shop.has(EMBEDDER, replicas) && shop.isReady());
    }
  }

  private static void rollsOut(LargeCluster shop) throws IOException {
    shop.measure(
        "a new image of the embedders",
        Duration.ofMinutes(15),
        () -> shop.patch("{\"images\": {\"embedder\": \"example.invalid/embedder:2\"}}"),
        () -> shop.isRolledOut(EMBEDDER) && shop.isReady());
  }

  private void followsLoad(LiveClusters clusters, LargeCluster shop) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder, "metrics", "RSA");
    int cores = shop.cores(EMBEDDER);
    try (PlayedMetrics metrics =
        PlayedMetrics.start(
            clusters.client,
            certificate.context(),
            clusters.namespace,
            "app.kubernetes.io/component",
            "embedder")) {
      metrics.busy(700 * cores);
      shop.patch(
          """
          {"embedder": {"replicas": null, "autoscaling":
            {"minReplicas": %d, "maxReplicas": %d, "targetCPUUtilizationPercentage": 70}}}
          """
              .formatted(few / 3, many));
      TimeUnit.MINUTES.sleep(1);
      shop.measure(
          "autoscaled for a third more load",
          Duration.ofMinutes(10),
          () -> metrics.busy(930 * cores),
          () -> shop.atLeast(EMBEDDER, few * 93 / 70) && shop.isReady());
      // Behaviour of the operator's: five minutes of looking back, and then a tenth a minute.
      shop.measure(
          "autoscaled for half of the load",
          Duration.ofMinutes(15),
          () -> metrics.busy(350 * cores),
          () -> shop.has(EMBEDDER, many / 2));
    }
  }
}
