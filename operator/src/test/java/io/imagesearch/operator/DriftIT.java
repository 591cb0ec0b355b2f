package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What somebody else removes or changes is soon as it was. Times are printed, and decide nothing.
 */
@OnControlPlane
class DriftIT {
  private static final String SPEC =
      """
      {milvus: {etcd: {replicas: 1}}, api: {autoscaling: {minReplicas: 2, maxReplicas: 4}},
       embedder: {replicas: 2}, ingress: {host: shop.example.com}}
      """;

  /** One of each kind that can go without loss of data. */
  private static final List<String> REMOVED =
      List.of(
          "serviceaccount/shop-api",
          "service/shop-api",
          "deployment/shop-api",
          "deployment/shop-milvus-proxy",
          "hpa/shop-api",
          "pdb/shop-embedder",
          "networkpolicy/shop-api",
          "ingress/shop-api");

  private static final List<List<String>> CHANGED =
      List.of(
          List.of(
              "service/shop-api", "{\"spec\":{\"selector\":{\"app.kubernetes.io/name\":\"x\"}}}"),
          List.of("deployment/shop-embedder", "{\"spec\":{\"replicas\":5}}"),
          List.of("hpa/shop-api", "{\"spec\":{\"maxReplicas\":9}}"),
          List.of(
              "ingress/shop-api",
              "{\"metadata\":{\"labels\":{\"app.kubernetes.io/component\":\"x\"}}}"),
          List.of("pdb/shop-embedder", "{\"spec\":{\"maxUnavailable\":2}}"));

  @RegisterExtension private final WorkingOperator operator;
  private final LiveClusters clusters;

  DriftIT(ControlPlane plane) {
    operator = new WorkingOperator(plane, "drift");
    clusters = operator.clusters;
  }

  @BeforeEach
  void apply() {
    clusters.apply("shop", SPEC);
    clusters.awaitReady("shop");
  }

  @Test
  void makesAgainWhatWasRemovedAndChangesBackWhatWasChanged() {
    List<Long> times = new ArrayList<>();
    for (String object : REMOVED) {
      String uid = read(object, "{.metadata.uid}");
      clusters.kubectl("delete", object, "--wait=false", "--cascade=orphan");
      times.add(
          millisUntil(() -> {
            var printed =
                clusters.plane.tryKubectl(
                    "-n", clusters.namespace, "get", object, "-o", "jsonpath={.metadata.uid}");
            return printed.status() == 0 && !printed.text().equals(uid);
          }));
    }
    for (List<String> change : CHANGED) {
      String object = change.getFirst();
      String before = read(object, "{.spec}{.metadata.labels}");
      clusters.kubectl("patch", object, "--type=merge", "-p", change.getLast());
      times.add(millisUntil(() -> read(object, "{.spec}{.metadata.labels}").equals(before)));
    }
    Collections.sort(times);
    System.out.printf(
        "drift: %d repairs, median %d ms, 95 %% %d ms, longest %d ms%n",
        times.size(),
        times.get(times.size() / 2),
        times.get((int) Math.ceil(times.size() * 0.95) - 1),
        times.getLast());
    assertThat(operator.refusals()).isEmpty();
  }

  private String read(String object, String path) {
    return clusters.kubectl("get", object, "-o", "jsonpath=" + path);
  }

  private static long millisUntil(Callable<Boolean> repaired) {
    long start = System.nanoTime();
    Awaitility.await()
        .atMost(LiveClusters.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(repaired);
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
