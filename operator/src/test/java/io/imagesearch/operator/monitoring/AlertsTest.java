package io.imagesearch.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each alert is complete, reads what there is, and has its section in the runbook. */
class AlertsTest {
  private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");
  private static final Path DOCUMENT = Path.of("..", "docs", "monitoring.md");
  private static final String BEGIN =
      "<!-- alerts: made anew from alerts.yaml by -DupdateGolden=true -->\n";
  private static final String END = "<!-- end -->";

  @Test
  void sayWhatTheyMeanAndOfWhom() throws IOException {
    for (Alert alert : Alert.all()) {
      assertThat(alert.severity()).as(alert.name()).isIn("critical", "warning");
      assertThat(alert.pending()).as(alert.name()).matches("\\d+m");
      assertThat(alert.summary()).as(alert.name()).isNotBlank();
      assertThat(alert.description()).as(alert.name()).contains("$labels.namespace");
    }
  }

  @Test
  void readMetricsThatAreDocumented() throws IOException {
    var documented = MetricNames.documented();
    for (Alert alert : Alert.all()) {
      assertThat(PromQl.metrics(alert.expression())).as(alert.name()).isNotEmpty();
      assertThat(PromQl.unknown(alert.expression(), documented)).as(alert.name()).isEmpty();
    }
  }

  @Test
  void haveASectionOfTheRunbookEach() throws IOException {
    List<String> sections =
        Files.readAllLines(RUNBOOK).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    assertThat(sections).containsExactlyElementsOf(Alert.all().stream().map(Alert::name).toList());
    for (Alert alert : Alert.all()) {
      assertThat(alert.runbook())
          .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
    }
  }

  /** PromtoolIT plays them: series that cause an alert, and series that don't. */
  @Test
  void arePlayedBothWays() throws IOException {
    List<String> firing = new ArrayList<>();
    List<String> quiet = new ArrayList<>();
    for (Path file : Alert.cases()) {
      Serialization.unmarshal(Files.readString(file), JsonNode.class)
          .path("tests")
          .valueStream()
          .flatMap(test -> test.path("alert_rule_test").valueStream())
          .forEach(test ->
              (test.path("exp_alerts").isEmpty() ? quiet : firing)
                  .add(test.path("alertname").asText()));
    }
    List<String> all = Alert.all().stream().map(Alert::name).toList();
    assertThat(firing).containsAll(all).isSubsetOf(all);
    assertThat(quiet).containsAll(all).isSubsetOf(all);
  }

  @Test
  void areInTheChartAsInTheirFile() throws IOException {
    String manifest =
        Chart.render(
            Map.of("prometheusRule.enabled", "true", "prometheusRule.runbook", "docs/runbook.md"));
    assertThat(rules(manifest))
        .isEqualTo(
            List.of(
                Serialization.unmarshal(Files.readString(Alert.FILE), JsonNode.class)
                    .path("groups")));
    assertThat(rules(Chart.render(Map.of()))).isEmpty();
  }

  private static List<JsonNode> rules(String manifest) {
    return Chart.objects(manifest).stream()
        .map(object -> Serialization.asJson(object))
        .map(json -> Serialization.unmarshal(json, JsonNode.class))
        .filter(object -> object.path("kind").asText().equals("PrometheusRule"))
        .map(object -> object.path("spec").path("groups"))
        .toList();
  }

  @Test
  void areDocumented() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END, begin);
    String wanted = document.substring(0, begin) + table() + document.substring(end);
    if (Boolean.getBoolean("updateGolden")) {
      Files.writeString(DOCUMENT, wanted);
    }
    assertThat(DOCUMENT).as("made anew by -DupdateGolden=true").hasContent(wanted);
  }

  private static String table() throws IOException {
    return Alert.all().stream()
        .map(alert ->
            "| [%s](runbook.md#%s) | %s | %s | %s |%n"
                .formatted(
                    alert.name(),
                    alert.name().toLowerCase(Locale.ROOT),
                    alert.severity(),
                    alert.pending().replace("m", " min"),
                    alert.summary()))
        .collect(
            Collectors.joining("", "| alert | severity | after | what |\n|---|---|---|---|\n", ""));
  }
}
