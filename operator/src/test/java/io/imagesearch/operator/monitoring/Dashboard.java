package io.imagesearch.operator.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A dashboard as it is written, {@code src/test/dashboards/NAME.yaml}, and as Grafana reads it: two
 * panels in a row, all with the same choice of namespace and cluster, a panel a line.
 */
record Dashboard(String name, String title, List<Panel> panels) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WIDTH = 12;
  private static final int HEIGHT = 8;

  /** Stands for the labels of the clusters that were chosen. */
  private static final String SELECTED = "SELECTED";

  private static final String CHOICE = "namespace=~\"$namespace\", search_cluster=~\"$cluster\"";

  /** What is drawn together. */
  record Panel(String title, String unit, String kind, String about, List<Query> queries) {
    static Panel of(JsonNode panel) {
      return new Panel(
          panel.path("title").asText(),
          panel.path("unit").asText(),
          panel.path("kind").asText("timeseries"),
          panel.path("about").asText(),
          panel.path("queries").valueStream().map(Query::of).toList());
    }
  }

  /** One expression, and how its lines are called. */
  record Query(String legend, String expression) {
    static Query of(JsonNode query) {
      return new Query(
          query.path("legend").asText(),
          query.path("expr").asText().replace(SELECTED, CHOICE).strip());
    }
  }

  static Dashboard read(Path file) throws IOException {
    JsonNode source = Serialization.unmarshal(Files.readString(file), JsonNode.class);
    return new Dashboard(
        file.getFileName().toString().replace(".yaml", ""),
        source.path("title").asText(),
        source.path("panels").valueStream().map(Panel::of).toList());
  }

  String json() {
    return """
    {
      "uid": "image-search-%s",
      "title": "Image search / %s",
      "tags": ["image-search"],
      "schemaVersion": 39,
      "refresh": "30s",
      "time": {"from": "now-6h", "to": "now"},
      "templating": {"list": [
        {"name": "datasource", "type": "datasource", "query": "prometheus"},
        %s,
        %s
      ]},
      "panels": [
        %s
      ]
    }
    """
        .formatted(
            name,
            title,
            variable("namespace", "label_values(image_search_cluster_condition, namespace)"),
            variable(
                "cluster",
                "label_values(image_search_cluster_condition{namespace=~\"$namespace\"},"
                    + " search_cluster)"),
            IntStream.range(0, panels.size())
                .mapToObj(i -> panel(i, panels.get(i)).toString())
                .collect(Collectors.joining(",\n    ")));
  }

  private static ObjectNode variable(String name, String query) {
    ObjectNode variable = JSON.createObjectNode();
    variable.put("name", name).put("type", "query").put("query", query);
    variable.set("datasource", source());
    return variable.put("includeAll", true).put("multi", true).put("refresh", 2).put("sort", 1);
  }

  private static ObjectNode panel(int number, Panel panel) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", number + 1).put("type", panel.kind()).put("title", panel.title());
    if (!panel.about().isEmpty()) {
      json.put("description", panel.about());
    }
    json.set("datasource", source());
    json.putObject("gridPos")
        .put("x", number % 2 * WIDTH)
        .put("y", number / 2 * HEIGHT)
        .put("w", WIDTH)
        .put("h", HEIGHT);
    json.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
    ArrayNode targets = json.putArray("targets");
    for (int i = 0; i < panel.queries().size(); i++) {
      Query query = panel.queries().get(i);
      targets
          .addObject()
          .put("refId", Character.toString('A' + i))
          .put("legendFormat", query.legend())
          .put("expr", query.expression());
    }
    return json;
  }

  private static ObjectNode source() {
    return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
  }
}
