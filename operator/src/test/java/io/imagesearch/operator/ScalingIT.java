package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who says how many pods there are, and that nobody loses one while that changes. */
@OnControlPlane
class ScalingIT {
  private static final String FIXED = "{api: {replicas: %d}, milvus: {etcd: {replicas: 1}}}";
  private static final String AUTOMATIC =
      "{api: {autoscaling: {minReplicas: 2, maxReplicas: 8}}, milvus: {etcd: {replicas: 1}}}";

  private static final String COPIES = "{milvus: {replicas: %d, etcd: {replicas: 1}}}";
  private static final String QUERY_NODES = "app.kubernetes.io/component=milvus-querynode";
  private static final String API = "app.kubernetes.io/component=api";

  /** Of kube-controller-manager, {@code --horizontal-pod-autoscaler-sync-period}. */
  private static final Duration AUTOSCALER_PERIOD = Duration.ofSeconds(15);

  @RegisterExtension private final WorkingOperator operator;
  private final LiveClusters clusters;

  ScalingIT(ControlPlane plane) {
    operator = new WorkingOperator(plane, "scale");
    clusters = operator.clusters;
  }

  @Test
  void neverRevertsWhatAnAutoscalerChose() {
    clusters.apply("shop", AUTOMATIC);
    clusters.awaitReady("shop");
    // As an autoscaler does: by the scale subresource, as another field manager.
    clusters.kubectl("scale", "deployment/shop-api", "--replicas=5");
    try (ReplicaRecord record = new ReplicaRecord(clusters, "shop-api")) {
      for (int touch = 0; touch < 5; touch++) {
        clusters.kubectl("annotate", "isc/shop", "touched=" + touch, "--overwrite");
        clusters.kubectl("label", "deployment/shop-api", "touched=" + touch, "--overwrite");
      }
      clusters.apply(
          "shop",
          "{api: {template: {annotations: {a: b}}, autoscaling: {minReplicas: 2, maxReplicas: 8}},"
              + " milvus: {etcd: {replicas: 1}}}");
      clusters.awaitReady("shop");
      assertThat(record.sizes()).isNotEmpty().allMatch(size -> size.wanted() == 5);
    }
  }

  @Test
  void handsOverInBothDirectionsWithoutADip() {
    clusters.apply("shop", FIXED.formatted(4));
    clusters.awaitReady("shop");
    try (ReplicaRecord record = new ReplicaRecord(clusters, "shop-api")) {
      clusters.apply("shop", AUTOMATIC);
      record.remark("an autoscaler from 2 to 8");
      LiveClusters.eventually(() -> assertThat(autoscaled("AbleToScale")).isEqualTo("True"));
      record.remark("it has taken over");
      clusters.kubectl("scale", "deployment/shop-api", "--replicas=6");
      LiveClusters.eventually(() -> assertThat(record.last().ready()).isEqualTo(6));
      record.remark("6 are ready");
      staysAt(6, record);
      clusters.apply("shop", FIXED.formatted(4));
      record.remark("4 replicas fixed again");
      LiveClusters.eventually(() -> assertThat(record.last().ready()).isEqualTo(4));
      assertThat(clusters.kubectl("get", "hpa", "-o", "name")).isEmpty();
      staysAt(4, record);
      System.out.println("fixed, autoscaler, fixed:\n" + record.bySecond());
      assertThat(record.sizes()).allMatch(size -> size.wanted() >= 4 && size.ready() >= 4);
    }
  }

  /** A query node that was made for one copy may become a copy of its own, and not get away. */
  @Test
  void asksForAnotherCopyOnceTheNodesOfTheSingleOneAreGone() {
    clusters.apply("shop", COPIES.formatted(1));
    clusters.awaitReady("shop");
    String old = clusters.kubectl("get", "pods", "-l", QUERY_NODES, "-o", "name").strip();
    String before = clusters.kubectl("get", "replicasets", "-l", API, "-o", "name");
    hold(old, "[\"imagesearch.io/test\"]");

    clusters.apply("shop", COPIES.formatted(2));
    LiveClusters.eventually(() ->
        assertThat(clusters.kubectl("get", old, "-o", "jsonpath={.metadata.deletionTimestamp}"))
            .isNotBlank());
    LiveClusters.eventually(() ->
        assertThat(clusters.kubectl("get", "isc/shop", "-o", "jsonpath={.status.conditions}"))
            .contains("shop-api waits until ending pods of shop-milvus-querynode are gone"));
    assertThat(clusters.kubectl("get", "replicasets", "-l", API, "-o", "name")).isEqualTo(before);

    hold(old, "null");
    LiveClusters.eventually(() ->
        assertThat(clusters.kubectl("get", "replicasets", "-l", API, "-o", "name"))
            .isNotEqualTo(before));
    clusters.awaitReady("shop");
  }

  private void hold(String pod, String finalizers) {
    clusters.kubectl(
        "patch",
        pod,
        "--type=merge",
        "--patch={\"metadata\": {\"finalizers\": %s}}".formatted(finalizers));
  }

  /** For longer than an autoscaler takes from one decision to the next. */
  private static void staysAt(int pods, ReplicaRecord record) {
    await()
        .during(AUTOSCALER_PERIOD.plusSeconds(1))
        .atMost(LiveClusters.PATIENCE)
        .until(() -> record.last().wanted() == pods && record.last().ready() == pods);
  }

  private String autoscaled(String condition) {
    return clusters.kubectl(
        "get",
        "hpa/shop-api",
        "-o",
        "jsonpath={.status.conditions[?(@.type=='%s')].status}".formatted(condition));
  }
}
