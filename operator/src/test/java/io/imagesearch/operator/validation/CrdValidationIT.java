package io.imagesearch.operator.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.Definition;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server makes of the definition and of resources. */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdValidationIT {
  private static final String NOT_CHECKED = "some validation rules were not checked";

  private final ControlPlane plane;
  private final KubernetesClient client;
  private final String namespace;

  CrdValidationIT(ControlPlane plane) {
    this.plane = plane;
    this.client = plane.client();
    this.namespace = plane.namespace("validation");
  }

  static Stream<CaseFile> invalid() {
    return CaseFile.invalid();
  }

  static Stream<CaseFile> nonsense() {
    return CaseFile.nonsense();
  }

  static Stream<Path> examples() {
    return CaseFile.examples();
  }

  @BeforeAll
  void define() throws IOException {
    Definition.establish(client);
  }

  @AfterEach
  void clear() {
    clusters().delete();
  }

  @AfterAll
  void remove() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refuses(CaseFile file) {
    KubernetesClientException refused;
    if (file.isTransition()) {
      GenericKubernetesResource before = clusters().resource(first(file)).create();
      GenericKubernetesResource after = resource(file.last());
      after.getMetadata().setResourceVersion(before.getMetadata().getResourceVersion());
      refused =
          catchThrowableOfType(
              KubernetesClientException.class, () -> clusters().resource(after).update());
    } else {
      refused =
          catchThrowableOfType(
              KubernetesClientException.class,
              () -> clusters().resource(resource(file.last())).create());
    }
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.getCode()).isEqualTo(422);
    assertThat(sentences(refused)).as("one mistake, one sentence").hasSize(1);
    assertThat(sentences(refused).getFirst()).contains(file.expects());
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void letsPassWhatOnlyTheOperatorKnows(CaseFile file) {
    assertThat(clusters().resource(resource(file.last())).create()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void acceptsEachExampleAsItsPageSays(Path file) throws IOException {
    String page = Files.readString(file.resolveSibling("README.md"));
    String printed = plane.kubectl("apply", "-n", namespace, "-f", file.toString());
    assertThat(page).contains("$ kubectl apply -f " + file.getFileName() + "\n" + printed);
    assertThat(plane.kubectl("apply", "-n", namespace, "-f", file.toString()))
        .contains("unchanged");
  }

  private MixedOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>>
      operations() {
    return client.genericKubernetesResources("imagesearch.io/v1alpha1", "ImageSearchCluster");
  }

  private NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>>
      clusters() {
    return operations().inNamespace(namespace);
  }

  private static GenericKubernetesResource first(CaseFile file) {
    return resource(file.resources().getFirst());
  }

  private static GenericKubernetesResource resource(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }

  private static List<String> sentences(KubernetesClientException refused) {
    return refused.getStatus().getDetails().getCauses().stream()
        .map(cause -> cause.getField() + ": " + cause.getMessage())
        .filter(message -> !message.contains(NOT_CHECKED))
        .toList();
  }
}
