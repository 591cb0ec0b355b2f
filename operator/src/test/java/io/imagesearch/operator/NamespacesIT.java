package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.plane.AuditedRequest;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clusters of one name in two namespaces, and one operator for both. */
@OnControlPlane
class NamespacesIT {
  private static final String SPEC = "{api: {replicas: 1}, milvus: {etcd: {replicas: 1}}}";
  private static final Duration CALM = Duration.ofSeconds(10);

  private final ControlPlane plane;
  private final LiveClusters red;
  private final LiveClusters blue;

  NamespacesIT(ControlPlane plane) {
    this.plane = plane;
    this.red = new LiveClusters(plane, "red");
    this.blue = new LiveClusters(plane, "blue");
  }

  @AfterEach
  void remove() {
    red.close();
    blue.close();
  }

  @Test
  void looksAfterSeveral() throws IOException {
    looksAfter(List.of(red.namespace, blue.namespace));
  }

  @Test
  void looksAfterAll() throws IOException {
    looksAfter(List.of());
  }

  private void looksAfter(List<String> watched) throws IOException {
    try (var operator = OperatorUnderTest.startFor(plane, red.namespace, watched)) {
      for (LiveClusters clusters : List.of(red, blue)) {
        clusters.apply("shop", SPEC);
        clusters.awaitReady("shop");
      }
      for (LiveClusters clusters : List.of(red, blue)) {
        clusters.kubectl("delete", "service/shop-api");
        LiveClusters.eventually(() ->
            assertThat(clusters.kubectl("get", "service", "-o", "name")).contains("/shop-api"));
      }
      assertThat(operator.refusals()).isEmpty();
    }
    // What lists of one namespace lack is not what the other has.
    try (var again = OperatorUnderTest.startFor(plane, red.namespace, watched)) {
      int before = changes(again).size();
      await()
          .during(CALM)
          .atMost(CALM.multipliedBy(2))
          .untilAsserted(() -> assertThat(changes(again)).hasSize(before));
      blue.kubectl("delete", "isc/shop", "--cascade=foreground", "--timeout=60s");
      red.apply("shop", "{api: {replicas: 3}, milvus: {etcd: {replicas: 1}}}");
      red.awaitReady("shop");
      assertThat(again.refusals()).isEmpty();
    }
  }

  /** Beside what it says: a version is reached some time after all is ready. */
  private static List<AuditedRequest> changes(OperatorUnderTest operator) {
    Set<String> words = Set.of("events", "imagesearchclusters");
    return operator.writes().stream().filter(write -> !words.contains(write.resource())).toList();
  }
}
