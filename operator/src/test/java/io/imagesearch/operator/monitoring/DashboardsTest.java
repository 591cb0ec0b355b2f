package io.imagesearch.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.imagesearch.operator.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart's dashboards are those of the sources; -DupdateGolden=true writes them anew. */
class DashboardsTest {
  private static final Path FOLDER = Chart.FOLDER.resolve("files/dashboards");

  @Test
  void areWhatTheirSourcesSay() throws IOException {
    Map<String, String> wanted = new TreeMap<>();
    for (Dashboard dashboard : Dashboards.all()) {
      wanted.put(dashboard.name() + ".json", dashboard.json());
    }
    if (Boolean.getBoolean("updateGolden")) {
      for (var file : wanted.entrySet()) {
        Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
      }
    }
    Map<String, String> committed = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        committed.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(committed).as("made anew by -DupdateGolden=true").isEqualTo(wanted);
  }

  @Test
  void areInTheChartAsInTheirFiles() throws IOException {
    Map<String, String> packed = new TreeMap<>();
    Chart.objects(Chart.render(Map.of("dashboards.enabled", "true"))).stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .filter(map -> "1".equals(map.getMetadata().getLabels().get("grafana_dashboard")))
        .forEach(map -> packed.putAll(map.getData()));
    Map<String, String> wanted = new TreeMap<>();
    for (Dashboard dashboard : Dashboards.all()) {
      wanted.put("image-search-" + dashboard.name() + ".json", dashboard.json().strip());
    }
    assertThat(packed).isEqualTo(wanted);
  }

  @Test
  void canBeReadAtOneLook() throws IOException {
    for (Dashboard dashboard : Dashboards.all()) {
      assertThat(new ObjectMapper().readTree(dashboard.json()).path("panels"))
          .hasSize(dashboard.panels().size())
          .hasSizeBetween(1, 12);
      for (Dashboard.Panel panel : dashboard.panels()) {
        assertThat(panel.title()).isNotBlank();
        assertThat(panel.unit()).as(panel.title()).isNotBlank();
        assertThat(panel.queries()).as(panel.title()).isNotEmpty();
        assertThat(List.of("timeseries", "stat")).contains(panel.kind());
      }
    }
  }

  @Test
  void readMetricsThatAreDocumented() throws IOException {
    var documented = MetricNames.documented();
    for (Dashboard.Query query : Dashboards.queries()) {
      assertThat(PromQl.metrics(query.expression())).as(query.expression()).isNotEmpty();
      assertThat(PromQl.unknown(query.expression(), documented)).as(query.expression()).isEmpty();
    }
  }
}
