package io.imagesearch.operator.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.imagesearch.operator.api.v1alpha1.Definition;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.plane.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a cluster by kubectl. */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlIT {
  private static final String STATUS =
      """
      {"status": {
        "observedGeneration": 1,
        "url": "https://shop.example.com",
        "conditions": [{
          "type": "Ready", "status": "False", "reason": "EmbedderNotReady",
          "message": "1 of 3 embedders waits for a node with a free nvidia.com/gpu",
          "lastTransitionTime": "2026-01-01T00:00:00Z", "observedGeneration": 1}],
        "milvus": {"version": "2.6.16", "loadedReplicas": 1},
        "api": {"desired": 2, "ready": 2, "summary": "2/2"},
        "embedder": {
          "desired": 3, "ready": 2, "replicas": 3, "summary": "2/3",
          "selector": "app.kubernetes.io/instance=shop"}}}
      """;

  @TempDir Path folder;

  private final ControlPlane plane;
  private final String namespace;

  KubectlIT(ControlPlane plane) {
    this.plane = plane;
    this.namespace = plane.namespace("kubectl");
  }

  @BeforeAll
  void define() throws IOException {
    try (KubernetesClient client = plane.client()) {
      Definition.establish(client);
    }
  }

  @AfterEach
  void clear() {
    kubectl("delete", "isc", "--all");
  }

  @AfterAll
  void remove() {
    try (KubernetesClient client = plane.client()) {
      client.namespaces().withName(namespace).delete();
    }
  }

  /** That their pods are as restricted as the cluster's own is said without a warning. */
  @Test
  void takesTheJobsOfABackup() {
    kubectl("label", "namespace", namespace, "pod-security.kubernetes.io/warn=restricted");
    assertThat(kubectl("apply", "--dry-run=server", "-f", "../examples/backup").lines())
        .containsExactlyInAnyOrder(
            "persistentvolumeclaim/shop-backup created (server dry run)",
            "cronjob.batch/shop-backup created (server dry run)",
            "job.batch/shop-restore created (server dry run)");
  }

  @Test
  void showsAClusterInALine() throws IOException {
    create("spec: {}");
    kubectl("patch", "isc", "shop", "--subresource=status", "--type=merge", "-p", STATUS);
    assertThat(words(kubectl("get", "isc")))
        .containsExactly(
            List.of("NAME", "READY", "REASON", "MILVUS", "API", "EMBEDDERS", "URL", "AGE"),
            List.of(
                "shop",
                "False",
                "EmbedderNotReady",
                "2.6.16",
                "2/2",
                "2/3",
                "https://shop.example.com",
                "*"));
    assertThat(kubectl("get", "iscs", "-o", "wide"))
        .contains("DELETION", "MESSAGE", "Retain", "1 of 3 embedders waits for a node");
    assertThat(kubectl("get", "all")).contains("imagesearchcluster.imagesearch.io/shop");
    assertThat(kubectl("get", "imagesearch", "-o", "name")).contains("/shop");
  }

  @Test
  void statusAndSpecAreWrittenApart() throws IOException {
    create("spec: {}");
    kubectl("patch", "isc", "shop", "--type=merge", "-p", STATUS);
    assertThat(kubectl("get", "isc", "shop", "-o", "jsonpath={.status}")).isEmpty();
    kubectl(
        "patch",
        "isc",
        "shop",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"spec\": {\"paused\": true}, \"status\": {\"model\": \"resnet34\"}}");
    assertThat(
            kubectl(
                "get",
                "isc",
                "shop",
                "-o",
                "jsonpath={.spec.paused} {.status.model}" + " {.metadata.generation}"))
        .isEqualTo("false resnet34 1");
  }

  @Test
  void explainsEachField() {
    assertThat(kubectl("explain", "isc.spec.milvus"))
        .contains("The vector database, and what it stands on.", "version\t<string>");
    assertThat(kubectl("explain", "isc.spec.embedder.gpu.resourceName"))
        .contains("Name of the extended resource that a device plugin advertises.");
  }

  @Test
  void scalesEmbedders() throws IOException {
    create("spec: {}");
    kubectl("scale", "isc/shop", "--replicas=3");
    assertThat(kubectl("get", "isc", "shop", "-o", "jsonpath={.spec.embedder.replicas}"))
        .isEqualTo("3");
    kubectl("patch", "isc", "shop", "--subresource=status", "--type=merge", "-p", STATUS);
    String scale =
        "/apis/imagesearch.io/v1alpha1/namespaces/" + namespace + "/imagesearchclusters/shop/scale";
    assertThat(kubectl("get", "--raw", scale))
        .contains("\"spec\":{\"replicas\":3}", "\"replicas\":3,\"selector\":");
  }

  @Test
  void refusesToScaleWhatAnAutoscalerScales() throws IOException {
    create("spec: {embedder: {autoscaling: {maxReplicas: 8}}}");
    var refused = tryKubectl("scale", "isc/shop", "--replicas=3");
    assertThat(refused.status()).isNotZero();
    assertThat(refused.text())
        .contains("spec.embedder.replicas", Sentences.REPLICAS_OR_AUTOSCALING);
  }

  @Test
  void namesAnUnknownFieldAndDropsIt() throws IOException {
    String spec = "spec: {embeder: {replicas: 2}}";
    var refused = tryKubectl("create", "-f", write(spec).toString());
    assertThat(refused.status()).isNotZero();
    assertThat(refused.text()).contains("unknown field \"spec.embeder\"");
    assertThat(kubectl("create", "--validate=warn", "-f", write(spec).toString()))
        .contains("Warning: unknown field \"spec.embeder\"");
    assertThat(kubectl("get", "isc", "shop", "-o", "jsonpath={.spec.embeder}")).isEmpty();
  }

  @Test
  void fillsInDefaultsAlsoWithoutASpec() throws IOException {
    create("");
    assertThat(
            kubectl(
                "get",
                "isc",
                "shop",
                "-o",
                "jsonpath={.spec.milvus.version}"
                    + " {.spec.milvus.messageQueue.type} {.spec.storage.deletionPolicy}"
                    + " {.spec.model.name} {.spec.embedder.replicas}"))
        .isEqualTo("2.6.16 woodpecker Retain efficientnet-lite0 ");
  }

  private void create(String spec) throws IOException {
    kubectl("create", "-f", write(spec).toString());
  }

  private Path write(String spec) throws IOException {
    String head = "apiVersion: imagesearch.io/v1alpha1\nkind: ImageSearchCluster\n";
    return Files.writeString(
        folder.resolve("cluster.yaml"), head + "metadata: {name: shop}\n" + spec);
  }

  private String kubectl(String... arguments) {
    return plane.kubectl(inNamespace(arguments));
  }

  private Printed tryKubectl(String... arguments) {
    return plane.tryKubectl(inNamespace(arguments));
  }

  private String[] inNamespace(String... arguments) {
    List<String> words = new ArrayList<>(List.of("--namespace", namespace));
    words.addAll(List.of(arguments));
    return words.toArray(String[]::new);
  }

  /** The words of each line; the age is none. */
  private static List<List<String>> words(String table) {
    return table
        .lines()
        .map(line ->
            List.of(line.replaceAll(" \\d+[smh]\\s*$", " *").strip().split("\\s{2,}| (?=\\*)")))
        .toList();
  }
}
