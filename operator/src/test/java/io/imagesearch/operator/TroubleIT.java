package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.status.ConditionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person reads when something is wrong, and that it goes away when it is mended. */
@OnControlPlane
class TroubleIT {
  @RegisterExtension private final WorkingOperator operator;
  private final LiveClusters clusters;

  TroubleIT(ControlPlane plane) {
    operator = new WorkingOperator(plane, "trouble");
    clusters = operator.clusters;
  }

  @Test
  void saysThatThereAreTooFewGpus() {
    clusters.apply(
        "shop", "{embedder: {replicas: 3, gpu: {count: 1}}, milvus: {etcd: {replicas: 1}}}");
    // The others become ready a little later.
    LiveClusters.eventually(() ->
        assertThat(clusters.awaitFalse("shop", ConditionType.EMBEDDER_READY, "Unschedulable"))
            .contains("2 of 3 ready", "Unschedulable", "nvidia.com/gpu"));
    System.out.println(
        "3 embedders, 2 GPUs: "
            + clusters.condition("shop", ConditionType.EMBEDDER_READY).orElseThrow().getMessage());
  }

  @Test
  void saysWhichImageIsMissing() {
    clusters.apply(
        "shop", "{images: {searchService: missing.invalid/s}, milvus: {etcd: {replicas: 1}}}");
    assertThat(clusters.awaitFalse("shop", ConditionType.API_READY, "ImagePullBackOff"))
        .contains("shop-api-");
    assertThat(clusters.kubectl("get", "events")).contains("ApiReadyImagePullBackOff");

    clusters.apply("shop", "{milvus: {etcd: {replicas: 1}}}");
    clusters.awaitReady("shop");
  }

  @Test
  void tellsTheLastLineOfWhatCrashes() {
    clusters.apply("shop", "{milvus: {etcd: {replicas: 1}}}");
    clusters.awaitReady("shop");
    String pod =
        clusters
            .kubectl(
                "get",
                "pods",
                "-l",
                "app.kubernetes.io/component=api",
                "-o",
                "jsonpath={.items[0].metadata.name}")
            .strip();
    clusters.kubectl(
        "annotate",
        "pod/" + pod,
        "kwok.imagesearch.io/state=CrashLoopBackOff",
        "kwok.imagesearch.io/message=no route to host");
    assertThat(clusters.awaitFalse("shop", ConditionType.API_READY, "CrashLoopBackOff"))
        .contains(pod, "no route to host");
    clusters.kubectl("delete", "pod/" + pod);
    clusters.awaitReady("shop");
  }

  @Test
  void saysWhichSecretIsMissingAndRollsWhatUsesItWhenItChanges() {
    String spec =
        "{milvus: {etcd: {replicas: 1}, objectStorage: {external: {endpoint: 'http://s3.example.com', bucket: pictures, credentialsSecret: s3}}}}";
    clusters.apply("shop", spec);
    assertThat(clusters.awaitFalse("shop", ConditionType.OBJECT_STORE_READY, "SecretMissing"))
        .contains("Secret s3");

    clusters.kubectl(
        "create",
        "secret",
        "generic",
        "s3",
        "--from-literal=access-key=a",
        "--from-literal=secret-key=b");
    LiveClusters.eventually(() ->
        assertThat(
                clusters
                    .condition("shop", ConditionType.OBJECT_STORE_READY)
                    .orElseThrow()
                    .getReason())
            .isNotEqualTo("SecretMissing"));
    String before = templateOf("shop-api");
    clusters.kubectl("patch", "secret/s3", "-p", "{\"stringData\": {\"secret-key\": \"c\"}}");
    LiveClusters.eventually(() -> assertThat(templateOf("shop-api")).isNotEqualTo(before));
  }

  @Test
  void leavesWhatIsSomebodyElsesAlone() {
    clusters
        .client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("shop-api")
                .withNamespace(clusters.namespace)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();
    clusters.apply("shop", "{milvus: {etcd: {replicas: 1}}}");
    assertThat(clusters.awaitFalse("shop", ConditionType.READY, "NameTaken"))
        .contains("Service shop-api");
    clusters.kubectl("delete", "service/shop-api");
    clusters.awaitReady("shop");
  }

  private String templateOf(String deployment) {
    return clusters.kubectl(
        "get", "deployment/" + deployment, "-o", "jsonpath={.spec.template.metadata.annotations}");
  }
}
