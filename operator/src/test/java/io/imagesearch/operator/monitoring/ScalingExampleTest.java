package io.imagesearch.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example scales by a metric that there is, and that its adapter hands on. */
class ScalingExampleTest {
  private static final Path FOLDER = Path.of("..", "examples", "kubernetes", "autoscaling");

  @Test
  void readsAMetricThatIsDocumentedAndHandedOn() throws IOException {
    String metric =
        read("cluster.yaml").at("/spec/embedder/autoscaling/metrics/0/pods/metric/name").asText();
    assertThat(MetricNames.documented()).contains(metric);
    assertThat(read("prometheus-adapter.yaml").at("/rules/custom").valueStream())
        .singleElement()
        .satisfies(rule -> assertThat(rule.path("seriesQuery").asText()).startsWith(metric + "{"));
  }

  private static JsonNode read(String file) throws IOException {
    return Serialization.unmarshal(Files.readString(FOLDER.resolve(file)), JsonNode.class);
  }
}
