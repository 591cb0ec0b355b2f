package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who says how many pods there are, and that nobody loses one while that changes. */
@OnControlPlane
class ScalingIT {
  private static final String FIXED = "{api: {replicas: %d}, milvus: {etcd: {replicas: 1}}}";
  private static final String AUTOMATIC =
      "{api: {autoscaling: {minReplicas: 2, maxReplicas: 8}}, milvus: {etcd: {replicas: 1}}}";

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
    try (Sizes sizes = new Sizes()) {
      for (int touch = 0; touch < 5; touch++) {
        clusters.kubectl("annotate", "isc/shop", "touched=" + touch, "--overwrite");
        clusters.kubectl("label", "deployment/shop-api", "touched=" + touch, "--overwrite");
      }
      clusters.apply(
          "shop",
          "{api: {template: {annotations: {a: b}}, autoscaling: {minReplicas: 2, maxReplicas: 8}},"
              + " milvus: {etcd: {replicas: 1}}}");
      clusters.awaitReady("shop");
      assertThat(sizes.seen).isNotEmpty().containsOnly(5);
    }
  }

  @Test
  void handsOverInBothDirectionsWithoutADip() {
    clusters.apply("shop", FIXED.formatted(4));
    clusters.awaitReady("shop");
    try (Sizes sizes = new Sizes()) {
      clusters.apply("shop", AUTOMATIC);
      LiveClusters.eventually(
          () -> assertThat(clusters.kubectl("get", "hpa", "-o", "name")).contains("shop-api"));
      clusters.awaitReady("shop");
      clusters.apply("shop", FIXED.formatted(4));
      LiveClusters.eventually(
          () -> assertThat(clusters.kubectl("get", "hpa", "-o", "name")).isEmpty());
      clusters.awaitReady("shop");
      System.out.println("fixed, autoscaler, fixed: replicas " + sizes.seen);
      assertThat(sizes.seen).isNotEmpty().allMatch(size -> size >= 4);
    }
  }

  /** Every number of pods that the API's Deployment was given, as the API server tells it. */
  private final class Sizes implements Watcher<Deployment>, AutoCloseable {
    final List<Integer> seen = new CopyOnWriteArrayList<>();
    private final Watch watch;

    Sizes() {
      watch =
          clusters
              .client
              .apps()
              .deployments()
              .inNamespace(clusters.namespace)
              .withName("shop-api")
              .watch(this);
    }

    @Override
    public void eventReceived(Action action, Deployment deployment) {
      seen.add(deployment.getSpec().getReplicas());
    }

    @Override
    public void onClose(@Nullable WatcherException cause) {}

    @Override
    public void close() {
      watch.close();
    }
  }
}
