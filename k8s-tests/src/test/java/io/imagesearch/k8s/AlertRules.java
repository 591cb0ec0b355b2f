package io.imagesearch.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The chart's alerts for a test that can't wait: each fires after a tenth of its time. */
final class AlertRules {
  static final Path FILE = OperatorRelease.CHART.resolve("files/alerts.yaml");
  static final int FACTOR = 10;

  /** Of the groups' names, that those of the chart itself don't have. */
  static final String HURRIED = "hurried-";

  private static final int MINUTE = 60;

  private AlertRules() {}

  static GenericKubernetesResource hurried(String namespace) {
    try {
      JsonNode file = Serialization.unmarshal(Files.readString(FILE), JsonNode.class);
      file.path("groups").forEach(AlertRules::hurry);
      return new GenericKubernetesResourceBuilder()
          .withApiVersion("monitoring.coreos.com/v1")
          .withKind("PrometheusRule")
          .withNewMetadata()
          .withName("hurried")
          .withNamespace(namespace)
          .endMetadata()
          .withAdditionalProperties(Map.of("spec", file))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hurry(JsonNode group) {
    ((ObjectNode) group).put("name", HURRIED + group.path("name").asText());
    for (JsonNode rule : group.path("rules")) {
      String pending = rule.path("for").asText();
      if (!pending.endsWith("m")) {
        throw new IllegalStateException("minutes are all that is read here: " + rule);
      }
      int minutes = Integer.parseInt(pending.substring(0, pending.length() - 1));
      ((ObjectNode) rule).put("for", minutes * MINUTE / FACTOR + "s");
    }
  }
}
