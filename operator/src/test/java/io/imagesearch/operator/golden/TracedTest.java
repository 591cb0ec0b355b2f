package io.imagesearch.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.Dependents;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of traces turns them on in each process that a request goes through. */
class TracedTest {
  private static final Path EXAMPLE = Path.of("../examples/kubernetes/traced/cluster.yaml");

  private static final String TRACE =
      """
      exporter: otlp
      sampleFraction: 0
      otlp: {endpoint: "collector.observability:4317", secure: false}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"2.3.5", "2.6.16"})
  void reachesApiEmbeddersAndEachRoleOfMilvus(String version) throws IOException {
    List<HasMetadata> objects = objects(version);

    assertThat(objects)
        .filteredOn(Deployment.class::isInstance)
        .filteredOn(object -> object.getMetadata().getName().matches("shop-(api|embedder)"))
        .hasSize(2)
        .allSatisfy(object ->
            assertThat(environment((Deployment) object)).contains("OTEL_EXPORTER_OTLP_ENDPOINT"));
    assertThat(objects)
        .filteredOn(ConfigMap.class::isInstance)
        .extracting(object -> ((ConfigMap) object).getData().get("milvus.yaml"))
        .filteredOn(text -> text != null)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(text ->
            assertThat(Serialization.unmarshal(text, JsonNode.class).get("trace"))
                .isEqualTo(Serialization.unmarshal(TRACE, JsonNode.class)));
  }

  private static List<HasMetadata> objects(String version) throws IOException {
    String example =
        Files.readString(EXAMPLE)
            .replace("  milvus:\n", "  milvus:\n    version: " + version + "\n");
    ImageSearchCluster resource = Serialization.unmarshal(example, ImageSearchCluster.class);
    resource.getMetadata().setNamespace("pictures");
    Cluster cluster = Cluster.fresh(resource);
    return Dependents.ALL.stream().flatMap(dependent -> dependent.desired(cluster)).toList();
  }

  private static List<String> environment(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
        .map(EnvVar::getName)
        .toList();
  }
}
