package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the drain of a node may take at once: a rolling upgrade of all nodes drains each of them.
 */
@OnControlPlane
class DrainedNodeIT {
  private static final String SPEC =
      """
      {milvus: {replicas: 2, etcd: {replicas: 1},
                components: {mixCoord: {replicas: 2}, proxy: {replicas: 2}, dataNode: {replicas: 2}}}}
      """;

  private static final String EVERY_NODE = "--selector=kubernetes.io/os=linux";

  @RegisterExtension private final WorkingOperator operator;
  private final LiveClusters clusters;

  DrainedNodeIT(ControlPlane plane) {
    operator = new WorkingOperator(plane, "drain");
    clusters = operator.clusters;
  }

  @Test
  void losesOnePodAtATimeOfAllThatASearchGoesThrough() {
    clusters.apply("shop", SPEC);
    clusters.awaitReady("shop");

    clusters.kubectl("cordon", EVERY_NODE); // nothing that is made now gets ready
    try {
      assertThat(evicted(Tier.MIX_COORD)).isTrue();
      assertThat(evicted(Tier.QUERY_NODE)).as("while a coordinator has no successor").isFalse();
      assertThat(evicted(Tier.PROXY)).as("while a coordinator has no successor").isFalse();
      assertThat(evicted(Tier.DATA_NODE)).as("no search needs it").isTrue();
    } finally {
      clusters.kubectl("uncordon", EVERY_NODE);
    }

    clusters.awaitReady("shop");
    LiveClusters.eventually(() -> assertThat(evicted(Tier.QUERY_NODE)).isTrue());
  }

  /** Whether a pod of the tier was let go. */
  private boolean evicted(Tier tier) {
    try (KubernetesClient client = clusters.plane.clientThatAsksOnce()) {
      var pods = client.pods().inNamespace(clusters.namespace);
      Pod pod =
          pods.withLabels(Labels.selector("shop", tier)).list().getItems().stream()
              .filter(candidate -> candidate.getMetadata().getDeletionTimestamp() == null)
              .findFirst()
              .orElseThrow();
      return pods.withName(pod.getMetadata().getName()).evict();
    }
  }
}
