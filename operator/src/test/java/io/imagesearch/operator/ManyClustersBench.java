package io.imagesearch.operator;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.plane.AuditedRequest;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.status.ConditionType;
import io.imagesearch.operator.status.Conditions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many clusters at once, beside many objects that are none of the operator's business: time until
 * all are ready, writes per cluster, writes at rest, memory. {@code -Dclusters=200
 * -Dunrelated=10000 '-DoperatorJvm=@jvm.options -Xmx112m'}.
 */
@OnControlPlane
class ManyClustersBench {
  private static final int CLUSTERS = Integer.getInteger("clusters", 200);
  private static final int UNRELATED = Integer.getInteger("unrelated", 10_000);
  private static final String[] JVM =
      // As in the image, but for the heap, which is a share of the pod's memory there.
      System.getProperty("operatorJvm", "@jvm.options -Xmx128m").split(" ", -1);
  private static final String SPEC =
      "{api: {replicas: 1}, embedder: {replicas: 0}, milvus: {etcd: {replicas: 1}}}";

  private final ControlPlane plane;

  ManyClustersBench(ControlPlane plane) {
    this.plane = plane;
  }

  @Test
  void measures() throws IOException, InterruptedException {
    try (LiveClusters clusters = new LiveClusters(plane, "many")) {
      OperatorUnderTest.install(plane, clusters.namespace, Map.of());
      fill(clusters);
      try (OperatorReplica operator =
          OperatorReplica.start(plane, clusters.namespace, "one", JVM)) {
        long start = System.nanoTime();
        for (int i = 0; i < CLUSTERS; i++) {
          clusters.apply("shop-" + i, SPEC);
        }
        long ready = 0;
        while (ready < CLUSTERS && operator.isAlive()) {
          TimeUnit.SECONDS.sleep(5);
          ready = ready(clusters);
          System.out.printf(
              "%4.0f s: %d ready, %d MiB%n",
              (System.nanoTime() - start) / 1e9, ready, operator.residentMebibytes());
        }
        if (!operator.isAlive()) {
          throw new IllegalStateException(
              "the operator ended at %d of %d: %s".formatted(ready, CLUSTERS, operator.log()));
        }
        System.out.printf(
            "%d of %d clusters ready after %.1f s, %d MiB with %s%n",
            ready,
            CLUSTERS,
            (System.nanoTime() - start) / 1e9,
            operator.residentMebibytes(),
            String.join(" ", JVM));
        awaitRest(clusters);
        List<AuditedRequest> made = writes(clusters);
        TimeUnit.SECONDS.sleep(60);
        List<AuditedRequest> all = writes(clusters);
        System.out.printf(
            "%.1f writes per cluster; %d in 60 s at rest; %d MiB, beside %d other objects%n",
            (double) made.size() / CLUSTERS,
            all.size() - made.size(),
            operator.residentMebibytes(),
            UNRELATED);
        all.subList(made.size(), all.size()).stream()
            .limit(20)
            .forEach(write -> System.out.println(write.verb() + " " + write.uri()));
      }
      measureStart(clusters);
    }
  }

  /** One that finds everything as it should be. */
  private void measureStart(LiveClusters clusters) throws InterruptedException {
    int before = writes(clusters).size();
    try (OperatorReplica next = OperatorReplica.start(plane, clusters.namespace, "two", JVM)) {
      for (int waited = 0; waited < 120 && next.isAlive(); waited += 30) {
        TimeUnit.SECONDS.sleep(30);
        System.out.printf(
            "started anew: %d MiB, %d writes%n",
            next.residentMebibytes(), writes(clusters).size() - before);
      }
      if (!next.isAlive()) {
        throw new IllegalStateException("ended: " + next.log());
      }
    }
  }

  /** Until nothing was written for half a minute. */
  private void awaitRest(LiveClusters clusters) throws InterruptedException {
    int before = -1;
    for (int now = writes(clusters).size(); now != before; now = writes(clusters).size()) {
      before = now;
      TimeUnit.SECONDS.sleep(30);
    }
  }

  /** Secrets, ConfigMaps and pods that no scheduler takes, in equal parts. */
  private void fill(LiveClusters clusters) {
    IntStream.range(0, UNRELATED)
        .parallel()
        .mapToObj(i -> foreign(i, clusters.namespace))
        .forEach(object -> clusters.client.resource(object).create());
  }

  private static HasMetadata foreign(int i, String namespace) {
    var meta = new ObjectMetaBuilder().withName("foreign-" + i).withNamespace(namespace).build();
    String text = "x".repeat(500);
    return switch (i % 3) {
      case 0 -> new SecretBuilder().withMetadata(meta).addToStringData("text", text).build();
      case 1 -> new ConfigMapBuilder().withMetadata(meta).addToData("text", text).build();
      default ->
          new PodBuilder()
              .withMetadata(meta)
              .withNewSpec()
              .withSchedulerName("nobody")
              .addNewContainer()
              .withName("main")
              .withImage("example.invalid/none")
              .endContainer()
              .endSpec()
              .build();
    };
  }

  private long ready(LiveClusters clusters) {
    return clusters
        .client
        .resources(ImageSearchCluster.class)
        .inNamespace(clusters.namespace)
        .list()
        .getItems()
        .stream()
        .filter(cluster -> cluster.getStatus() != null)
        .flatMap(cluster ->
            Conditions.find(cluster.getStatus().conditions(), ConditionType.READY).stream())
        .filter(condition -> "True".equals(condition.getStatus()))
        .count();
  }

  private List<AuditedRequest> writes(LiveClusters clusters) {
    String user = "system:serviceaccount:" + clusters.namespace + ":" + OperatorUnderTest.ACCOUNT;
    return plane.auditWrites(
        request -> request.user().equals(user) && !request.resource().equals("leases"));
  }
}
