package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Spec;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.status.ConditionType;
import io.imagesearch.operator.status.References;
import io.imagesearch.operator.store.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each example is applied as it stands and becomes ready, as far as played pods go: with the
 * Secrets that it names, and in a Kubernetes that has what it speaks of. Times are printed, and
 * decide nothing.
 */
@OnControlPlane
class ExamplesIT {
  private static final Path FOLDER = Path.of("..", "examples", "kubernetes");
  private static final String AT_REST = "at-rest";
  private static final List<String> KEYS =
      List.of(
          SecretKeys.ACCESS_KEY,
          SecretKeys.SECRET_KEY,
          SecretKeys.USERNAME,
          SecretKeys.PASSWORD,
          SecretKeys.TOKEN,
          SecretKeys.CA,
          SecretKeys.CERTIFICATE,
          SecretKeys.KEY);

  private static final Map<String, String> TIMES = new TreeMap<>();

  private final ControlPlane plane;
  private final LiveClusters clusters;

  ExamplesIT(ControlPlane plane) {
    this.plane = plane;
    this.clusters = new LiveClusters(plane, "example");
  }

  static List<String> examples() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> FOLDER.relativize(folder).toString())
          .sorted()
          .toList();
    }
  }

  @BeforeEach
  void surround() throws IOException {
    surroundings()
        .forEach(object ->
            clusters
                .client
                .resource(object)
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply());
    clusters.kubectl("create", "serviceaccount", "pictures");
    // The one example that is for a node pool of its own.
    clusters.kubectl("label", "node/gpu-1", "accelerator=nvidia", "--overwrite");
  }

  @AfterEach
  void remove() throws IOException {
    surroundings().forEach(object -> clusters.client.resource(object).delete());
    plane.kubectl("label", "node/gpu-1", "accelerator-");
    clusters.close();
  }

  @AfterAll
  static void print() {
    System.out.println("| example | ready after |\n|---|---|");
    TIMES.forEach((example, time) -> System.out.printf("| %s | %s |%n", example, time));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void becomesReady(String example) throws IOException {
    Path file = FOLDER.resolve(example).resolve("cluster.yaml");
    try (OperatorUnderTest operator = OperatorUnderTest.start(plane, clusters.namespace)) {
      References.names(
              Spec.of(Serialization.unmarshal(Files.readString(file), ImageSearchCluster.class)))
          .forEach(this::makeSecret);
      long start = System.nanoTime();
      clusters.kubectl("apply", "-f", file.toString());
      if (example.equals(AT_REST)) {
        LiveClusters.eventually(() ->
            assertThat(clusters.condition("shop", ConditionType.PAUSED))
                .hasValueSatisfying(paused -> assertThat(paused.getStatus()).isEqualTo("True")));
        TIMES.put(example, "at rest, as it asks");
      } else {
        clusters.awaitReady("shop");
        TIMES.put(example, "%.0f s".formatted((System.nanoTime() - start) / 1e9));
      }
      assertThat(operator.refusals()).isEmpty();
    }
  }

  private void makeSecret(String name) {
    clusters
        .client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(clusters.namespace)
                .endMetadata()
                .withStringData(
                    KEYS.stream().collect(Collectors.toMap(Function.identity(), key -> "text")))
                .build())
        .create();
  }

  private List<HasMetadata> surroundings() throws IOException {
    try (var stream =
        Objects.requireNonNull(ExamplesIT.class.getResourceAsStream("/plane/examples.yaml"))) {
      return clusters.client.load(stream).items();
    }
  }
}
