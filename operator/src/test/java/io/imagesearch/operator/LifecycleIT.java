package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.status.ConditionType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the first apply of a cluster to its end. */
@OnControlPlane
class LifecycleIT {
  private static final String SMALL = "{api: {replicas: 1}, milvus: {etcd: {replicas: 1}}}";

  @RegisterExtension private final WorkingOperator operator;
  private final LiveClusters clusters;

  LifecycleIT(ControlPlane plane) {
    operator = new WorkingOperator(plane, "life");
    clusters = operator.clusters;
  }

  @Test
  void makesAClusterReadyAndSaysSo() {
    clusters.apply("shop", "{}");
    clusters.awaitReady("shop");

    List<Condition> conditions =
        Objects.requireNonNull(clusters.get("shop").getStatus().conditions());
    assertThat(conditions)
        .extracting(Condition::getType)
        .containsExactlyElementsOf(
            Stream.of(ConditionType.values()).map(ConditionType::label).toList());
    // A version is reached when all roles have been available for half a minute.
    LiveClusters.eventually(() ->
        assertThat(clusters.kubectl("get", "isc"))
            .contains("True", "AllReady", "2.6.16", "2/2", "1/1"));
    System.out.println(clusters.kubectl("get", "isc", "-o", "wide"));
    System.out.println(clusters.kubectl("describe", "isc", "shop"));
    assertThat(operator.refusals()).isEmpty();
  }

  @Test
  void writesNothingWhenNothingChanges() throws InterruptedException {
    clusters.apply("shop", SMALL);
    clusters.awaitReady("shop");
    clusters.apply("quiet", SMALL);
    clusters.awaitReady("quiet");
    // What comes by itself comes within half a minute, as a version that is reached.
    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> operator.writes().getLast().time().isBefore(Instant.now().minusSeconds(40)));
    int before = operator.writes().size();
    for (int touch = 0; touch < 5; touch++) {
      clusters.kubectl("annotate", "isc/quiet", "isc/shop", "touched=" + touch, "--overwrite");
      TimeUnit.SECONDS.sleep(1);
    }
    assertThat(operator.writes().subList(before, operator.writes().size())).isEmpty();
  }

  @Test
  void changesNothingWhilePaused() {
    clusters.apply("shop", SMALL);
    clusters.awaitReady("shop");
    clusters.apply("shop", "{paused: true, api: {replicas: 4}, milvus: {etcd: {replicas: 1}}}");
    LiveClusters.eventually(() ->
        assertThat(clusters.condition("shop", ConditionType.PAUSED))
            .hasValueSatisfying(condition -> assertThat(condition.getStatus()).isEqualTo("True")));
    clusters.kubectl("delete", "service/shop-api");
    assertThat(clusters.get("shop").getStatus().api()).isNotNull();
    assertThat(clusters.kubectl("get", "deployment/shop-api", "-o", "jsonpath={.spec.replicas}"))
        .isEqualTo("1");

    clusters.apply("shop", "{api: {replicas: 4}, milvus: {etcd: {replicas: 1}}}");
    clusters.awaitReady("shop");
    assertThat(clusters.kubectl("get", "service/shop-api", "-o", "name")).contains("shop-api");
    assertThat(clusters.kubectl("get", "deployment/shop-api", "-o", "jsonpath={.spec.replicas}"))
        .isEqualTo("4");
  }

  @Test
  void sleepsAndWakesAtTheSizesThatItHad() {
    String autoscaled =
        "{hibernated: %s, api: {autoscaling: {minReplicas: 1, maxReplicas: 5}}, milvus: {etcd: {replicas: 1}}}";
    clusters.apply("shop", autoscaled.formatted(false));
    clusters.awaitReady("shop");
    clusters.kubectl("scale", "deployment/shop-api", "--replicas=3");
    // The operator has seen it: what it does not know of it can't remember.
    LiveClusters.eventually(
        () -> assertThat(clusters.kubectl("get", "isc/shop")).contains(" 3/3 "));

    int awake = operator.writes().size();
    clusters.apply("shop", autoscaled.formatted(true));
    assertThat(clusters.awaitFalse("shop", ConditionType.READY, "Hibernated"))
        .contains("spec.hibernated");
    LiveClusters.eventually(() -> assertThat(pods()).isEmpty());
    // They are told to end soon before they are told that none is wanted: there is nobody to hand
    // over to, and who waits for that already is not in a hurry again.
    assertThat(operator.writes())
        .extracting(write -> write.verb() + " " + write.resource() + " " + write.name())
        .anyMatch(write -> write.startsWith("delete pods shop-milvus-querynode-"));
    // The size is written down before it is given up: an operator that ends between the two would
    // wake the tier at its minimum.
    assertThat(operator.writes().stream().skip(awake))
        .extracting(write -> write.verb() + " " + write.resource() + " " + write.subresource())
        .containsSubsequence("patch imagesearchclusters status", "patch deployments ")
        .startsWith("patch imagesearchclusters status");
    assertThat(claims()).isNotEmpty();

    clusters.apply("shop", autoscaled.formatted(false));
    clusters.awaitReady("shop");
    assertThat(clusters.kubectl("get", "deployment/shop-api", "-o", "jsonpath={.spec.replicas}"))
        .isEqualTo("3");
    LiveClusters.eventually(
        () -> assertThat(clusters.get("shop").getStatus().hibernatedReplicas()).isNull());
  }

  @Test
  void keepsVolumesAndCredentialsOfADeletedCluster() {
    clusters.apply("shop", SMALL);
    clusters.awaitReady("shop");
    List<String> volumes = claims();
    String credentials =
        clusters.kubectl("get", "secret/shop-storage-credentials", "-o", "jsonpath={.data}");

    clusters.kubectl("delete", "isc/shop", "--timeout=60s");
    LiveClusters.eventually(() -> assertThat(pods()).isEmpty());
    assertThat(claims()).isEqualTo(volumes);

    clusters.apply("shop", SMALL);
    clusters.awaitReady("shop");
    assertThat(claims()).isEqualTo(volumes);
    assertThat(clusters.kubectl("get", "secret/shop-storage-credentials", "-o", "jsonpath={.data}"))
        .isEqualTo(credentials);
  }

  @Test
  void removesEverythingWhereAsked() {
    clusters.apply("shop", SMALL);
    clusters.awaitReady("shop");
    // Also what was made while it was to be kept.
    clusters.apply("shop", "{storage: {deletionPolicy: Delete}, milvus: {etcd: {replicas: 1}}}");
    LiveClusters.eventually(() ->
        assertThat(clusters.kubectl("get", "secret/shop-api-keys", "-o", "yaml"))
            .contains("kind: ImageSearchCluster"));
    // A set that is being deleted does not take over its volumes any more.
    clusters.awaitReady("shop");
    clusters.kubectl("delete", "isc/shop", "--cascade=foreground", "--timeout=120s");
    LiveClusters.eventually(() -> {
      assertThat(pods()).isEmpty();
      assertThat(claims()).isEmpty();
      assertThat(clusters.kubectl("get", "secret", "-o", "name")).doesNotContain("shop");
    });
  }

  @Test
  void isDeletedAlsoBeforeItWasReady() {
    clusters.apply("shop", "{images: {etcd: missing.invalid/etcd}}");
    clusters.awaitFalse("shop", ConditionType.METADATA_STORE_READY, "ImagePullBackOff");
    clusters.kubectl("delete", "isc/shop", "--timeout=30s");
    LiveClusters.eventually(() -> assertThat(pods()).isEmpty());
  }

  private List<String> pods() {
    return clusters.client.pods().inNamespace(clusters.namespace).list().getItems().stream()
        .map(Pod::getMetadata)
        .map(meta -> meta.getName())
        .toList();
  }

  private List<String> claims() {
    return clusters
        .client
        .persistentVolumeClaims()
        .inNamespace(clusters.namespace)
        .list()
        .getItems()
        .stream()
        .map(PersistentVolumeClaim::getMetadata)
        .map(meta -> meta.getName() + " " + meta.getUid())
        .sorted()
        .toList();
  }
}
