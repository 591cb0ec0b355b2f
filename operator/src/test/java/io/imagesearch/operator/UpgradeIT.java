package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.plane.AuditedRequest;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.status.ConditionType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Milvus goes from version to version, role by role. {@code -Dupgrades=2.4.24,2.5.27,2.6.16} goes
 * all the way, some minutes for each.
 */
@OnControlPlane
class UpgradeIT {
  private static final String SPEC =
      "{milvus: {version: %s, etcd: {replicas: 1}, messageQueue: {type: kafka, kafka: {replicas: 1}}}}";

  @RegisterExtension private final WorkingOperator operator;
  private final LiveClusters clusters;

  UpgradeIT(ControlPlane plane) {
    operator = new WorkingOperator(plane, "upgrade");
    clusters = operator.clusters;
  }

  @Test
  void rollsOutOneRoleAfterTheOther() {
    clusters.apply("shop", SPEC.formatted("2.3.5"));
    clusters.awaitReady("shop");
    awaitVersion("2.3.5");
    for (String version : System.getProperty("upgrades", "2.4.24").split(",", -1)) {
      int before = operator.writes().size();
      List<Set<String>> together;
      try (MilvusRollouts rollouts = new MilvusRollouts(clusters)) {
        clusters.apply("shop", SPEC.formatted(version));
        awaitVersion(version);
        together = rollouts.history();
      }
      List<AuditedRequest> writes = operator.writes();
      List<String> order =
          writes.subList(before, writes.size()).stream()
              .filter(write -> write.resource().equals("deployments"))
              .filter(write -> write.name().contains("-milvus-"))
              .map(write -> write.verb() + " " + write.name().substring("shop-milvus-".length()))
              .toList();
      System.out.println("to " + version + ": " + order + ", rolling: " + together);
      assertThat(together).isNotEmpty().allMatch(roles -> roles.size() <= 1);
      assertThat(order.stream().filter(each -> each.startsWith("patch")).distinct())
          .containsSubsequence(expected(version));
    }
  }

  @Test
  void refusesToSkipAVersionAndChangesNothing() {
    clusters.apply("shop", SPEC.formatted("2.3.5"));
    clusters.awaitReady("shop");
    var refused =
        clusters.plane.tryKubectl(
            "-n",
            clusters.namespace,
            "patch",
            "isc/shop",
            "--type=merge",
            "-p",
            "{\"spec\":{\"milvus\":{\"version\":\"2.5.27\"}}}");
    System.out.println(refused.text().strip());
    assertThat(refused.status()).isNotZero();
    assertThat(refused.text()).contains("one minor at a time");
  }

  @Test
  void saysWhichStepIsStuckAndGoesOnWhenItIsMended() {
    String stuck =
        """
        {images: {milvus: %s}, milvus: {version: %s, etcd: {replicas: 1},
         upgrade: {stepTimeoutSeconds: 60}, messageQueue: {type: kafka, kafka: {replicas: 1}}}}
        """;
    String good = Part.MILVUS.image();
    clusters.apply("shop", stuck.formatted(good, "2.3.5"));
    clusters.awaitReady("shop");
    awaitVersion("2.3.5");
    clusters.apply("shop", stuck.formatted("missing.invalid/milvus", "2.4.24"));
    LiveClusters.eventually(() ->
        assertThat(clusters.condition("shop", ConditionType.PROGRESSING))
            .hasValueSatisfying(condition -> {
              assertThat(condition.getReason()).isEqualTo("StepTimedOut");
              assertThat(condition.getMessage())
                  .contains(
                      "from 2.3.5 to 2.4.24: milvus-indexnode since", "ImagePullBackOff", "shop-");
            }));
    System.out.println(
        clusters.condition("shop", ConditionType.PROGRESSING).orElseThrow().getMessage());
    assertThat(
            clusters.kubectl(
                "get", "deployments", "-o", "jsonpath={..template.spec.containers[0].image}"))
        .containsOnlyOnce("missing.invalid/milvus")
        .contains(good + ":v2.3.5");

    clusters.apply("shop", stuck.formatted(good, "2.4.24"));
    awaitVersion("2.4.24");
    clusters.awaitReady("shop");
  }

  private static List<String> expected(String version) {
    Stream<String> roles =
        version.startsWith("2.6")
            ? Stream.of("streamingnode", "mixcoord", "querynode", "datanode", "proxy")
            : Stream.of("indexnode", "mixcoord", "querynode", "datanode", "proxy");
    return roles.map(role -> "patch " + role).toList();
  }

  private void awaitVersion(String version) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          var milvus = clusters.get("shop").getStatus().milvus();
          assertThat(milvus == null ? null : milvus.version())
              .as(() ->
                  clusters
                      .condition("shop", ConditionType.PROGRESSING)
                      .map(condition -> condition.getMessage())
                      .orElse("?"))
              .isEqualTo(version);
          assertThat(milvus == null ? null : milvus.upgrade()).isNull();
        });
  }
}
