package io.imagesearch.operator;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
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
import org.junit.jupiter.api.Test;

/**
 * Many clusters at once, beside many objects that are none of the operator's business: time until
 * all are ready, writes per cluster, writes at rest, memory. {@code -Dclusters=200
 * -Dunrelated=10000}.
 */
@OnControlPlane
class ManyClustersBench {
  private static final int CLUSTERS = Integer.getInteger("clusters", 200);
  private static final int UNRELATED = Integer.getInteger("unrelated", 10_000);
  private static final String HEAP = System.getProperty("heap", "-Xmx96m");
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
          OperatorReplica.start(
              plane,
              clusters.namespace,
              "one",
              HEAP,
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1")) {
        long start = System.nanoTime();
        for (int i = 0; i < CLUSTERS; i++) {
          clusters.apply("shop-" + i, SPEC);
        }
        long ready = 0;
        while (ready < CLUSTERS && operator.isAlive()) {
          TimeUnit.SECONDS.sleep(2);
          ready = ready(clusters);
        }
        if (!operator.isAlive()) {
          throw new IllegalStateException(
              "the operator ended at %d of %d: %s".formatted(ready, CLUSTERS, operator.log()));
        }
        System.out.printf(
            "%d of %d clusters ready after %.1f s, %d MiB with %s%n",
            ready, CLUSTERS, (System.nanoTime() - start) / 1e9, operator.residentMebibytes(), HEAP);
        TimeUnit.SECONDS.sleep(90);
        List<AuditedRequest> made = writes(clusters);
        TimeUnit.SECONDS.sleep(60);
        List<AuditedRequest> all = writes(clusters);
        System.out.printf(
            "%.1f writes per cluster; %d in 60 s at rest; %d MiB, beside %d Secrets and ConfigMaps%n",
            (double) made.size() / CLUSTERS,
            all.size() - made.size(),
            operator.residentMebibytes(),
            UNRELATED);
        all.subList(made.size(), all.size()).stream()
            .limit(20)
            .forEach(write -> System.out.println(write.verb() + " " + write.uri()));
      }
    }
  }

  private void fill(LiveClusters clusters) {
    for (int i = 0; i < UNRELATED / 2; i++) {
      clusters
          .client
          .resource(
              new SecretBuilder()
                  .withNewMetadata()
                  .withName("foreign-" + i)
                  .withNamespace(clusters.namespace)
                  .endMetadata()
                  .addToStringData("text", "x".repeat(500))
                  .build())
          .create();
      clusters
          .client
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("foreign-" + i)
                  .withNamespace(clusters.namespace)
                  .endMetadata()
                  .addToData("text", "x".repeat(500))
                  .build())
          .create();
    }
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
