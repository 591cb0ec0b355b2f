package io.imagesearch.operator.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One rule of the chart's alerts. */
record Alert(
    String name,
    String expression,
    String pending,
    String severity,
    String summary,
    String description,
    String runbook) {
  static final Path FILE = Chart.FOLDER.resolve("files/alerts.yaml");

  static List<Alert> all() throws IOException {
    return Serialization.unmarshal(Files.readString(FILE), JsonNode.class)
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream())
        .map(Alert::of)
        .toList();
  }

  /** Files of what promtool plays. */
  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src", "test", "alerts"))) {
      return files.sorted().toList();
    }
  }

  private static Alert of(JsonNode rule) {
    JsonNode annotations = rule.path("annotations");
    return new Alert(
        rule.path("alert").asText(),
        rule.path("expr").asText(),
        rule.path("for").asText(),
        rule.path("labels").path("severity").asText(),
        annotations.path("summary").asText(),
        annotations.path("description").asText(),
        annotations.path("runbook_url").asText());
  }
}
