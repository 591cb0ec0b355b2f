package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.imagesearch.operator.plane.AuditedRequest;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.status.ConditionType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator is replaced by a newer build, and clusters run on as they were. */
@OnControlPlane
class OperatorUpgradeIT {
  private static final Duration CALM = Duration.ofSeconds(20);
  private static final Map<String, String> SPECS =
      Map.of(
          "shop",
          "{api: {replicas: 2}, milvus: {etcd: {replicas: 1}}}",
          "older",
          "{milvus: {version: 2.5.27, etcd: {replicas: 1}, messageQueue: {type: kafka, kafka: {replicas: 1}}}}",
          "scaled",
          "{api: {autoscaling: {minReplicas: 1, maxReplicas: 4}}, milvus: {etcd: {replicas: 1}}}");

  private final ControlPlane plane;
  private final LiveClusters clusters;
  @TempDir private Path folder;

  OperatorUpgradeIT(ControlPlane plane) {
    this.plane = plane;
    this.clusters = new LiveClusters(plane, "newer");
  }

  @BeforeEach
  void install() throws IOException {
    OperatorUnderTest.install(plane, clusters.namespace, Map.of());
  }

  @AfterEach
  void remove() {
    clusters.close();
  }

  @Test
  void aNewerBuildChangesNothingThatRunsAndSaysWhatThereIsToBeHad() throws IOException {
    try (OperatorReplica before = OperatorReplica.start(plane, clusters.namespace, "before")) {
      SPECS.forEach(clusters::apply);
      SPECS.keySet().forEach(this::awaitSettled);
      assertThat(clusters.condition("shop", ConditionType.IMAGES_CURRENT).orElseThrow().getStatus())
          .isEqualTo("True");
      before.kill();
    }
    Map<String, Object> generations = generations();
    Map<String, Object> pods = pods();
    int written = writes().size();
    try (OperatorReplica after =
        OperatorReplica.start(
            plane, clusters.namespace, "after", NewerBuild.classPath(folder), List.of())) {
      for (String cluster : SPECS.keySet()) {
        String newer = clusters.awaitFalse(cluster, ConditionType.IMAGES_CURRENT, "NewerDefaults");
        System.out.println(cluster + ": " + newer);
        assertThat(newer).contains(NewerBuild.SERVICE, NewerBuild.ETCD);
      }
      await()
          .during(CALM)
          .atMost(CALM.multipliedBy(2))
          .untilAsserted(() -> {
            assertThat(generations()).isEqualTo(generations);
            assertThat(pods()).isEqualTo(pods);
          });
      List<String> changes =
          writes().stream().skip(written).map(write -> write.verb() + " " + write.uri()).toList();
      System.out.printf(
          "newer build: %d workloads and %d pods as before; beside status: %s%n",
          generations.size(), pods.size(), changes);
      assertThat(changes).isEmpty();

      clusters.apply(
          "shop",
          "{images: {searchService: '%s'}, api: {replicas: 2}, milvus: {etcd: {replicas: 1}}}"
              .formatted(NewerBuild.SERVICE));
      awaitSettled("shop");
      assertThat(image("shop-api")).isEqualTo(NewerBuild.SERVICE);
      clusters.apply("fresh", "{milvus: {etcd: {replicas: 1}}}");
      clusters.awaitReady("fresh");
      assertThat(image("fresh-api")).isEqualTo(NewerBuild.SERVICE);
      assertThat(after.isAlive()).isTrue();
    }
  }

  private void awaitSettled(String cluster) {
    clusters.awaitReady(cluster);
    LiveClusters.eventually(() ->
        assertThat(clusters.condition(cluster, ConditionType.PROGRESSING))
            .hasValueSatisfying(condition ->
                assertThat(condition.getReason()).as(condition.getMessage()).isEqualTo("Settled")));
  }

  private String image(String deployment) {
    return clusters.kubectl(
        "get",
        "deployment/" + deployment,
        "-o",
        "jsonpath={.spec.template.spec.containers[0].image}");
  }

  private Map<String, Object> generations() {
    return read(Stream.of(Deployment.class, StatefulSet.class), ObjectMeta::getGeneration);
  }

  private Map<String, Object> pods() {
    return read(Stream.of(Pod.class), ObjectMeta::getUid);
  }

  private Map<String, Object> read(
      Stream<Class<? extends HasMetadata>> kinds, Function<ObjectMeta, Object> what) {
    Map<String, Object> found = new TreeMap<>();
    kinds
        .flatMap(kind ->
            clusters
                .client
                .resources(kind)
                .inNamespace(clusters.namespace)
                .list()
                .getItems()
                .stream())
        .forEach(object ->
            found.put(
                object.getKind() + " " + object.getMetadata().getName(),
                what.apply(object.getMetadata())));
    return found;
  }

  /** Of the operator's, but for what it says. */
  private List<AuditedRequest> writes() {
    String user = "system:serviceaccount:" + clusters.namespace + ":" + OperatorUnderTest.ACCOUNT;
    Set<String> words = Set.of("leases", "events", "imagesearchclusters");
    return plane.auditWrites(
        request -> request.user().equals(user) && !words.contains(request.resource()));
  }
}
