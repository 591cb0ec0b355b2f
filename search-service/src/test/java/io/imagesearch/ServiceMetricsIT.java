package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/metrics.md says of requests and stores is told, by the roles that it names. */
class ServiceMetricsIT {
  private static final Path DOCUMENT = Path.of("../docs/metrics.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) ?\\| ([^|]+) \\| [^|]+ \\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

  @TempDir Path data;

  private record Row(String name, String type, Set<String> labels, String roles) {
    boolean isOf(String role) {
      return roles.equals("all") || roles.contains("`" + role + "`");
    }
  }

  @Test
  void areDocumented() throws IOException {
    String role = "--image-search.role=";
    try (RunningService embedder = RunningService.start(data.resolve("e"), role + "embedder");
        RunningService api =
            RunningService.start(
                data.resolve("a"),
                role + "api",
                "--image-search.embedders.urls=" + embedder.uri())) {
      byte[] picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(api.client().search(picture, 1).status()).isEqualTo(200));
      holds("api", api);
      holds("embedder", embedder);

      assertThat(told(api))
          .contains("\nindex_up{kind=\"lucene\",role=\"api\"} 1.0\n")
          .contains("\nreindex_jobs{role=\"api\",state=\"failed\"} 0.0\n")
          .contains("\nreconcile_differences{role=\"api\"} 0.0\n")
          .containsPattern(
              "\nhttp_server_requests_seconds_bucket\\{.*status=\"200\",uri=\"/api/v1/search\",le=\"2.0\"} \\d");
    }
  }

  private static void holds(String role, RunningService service) throws IOException {
    String told = told(service);
    List<Row> rows = rows();
    assertThat(rows).hasSizeGreaterThan(10);
    for (Row row : rows) {
      String type = "# TYPE " + row.name() + " " + row.type() + "\n";
      if (row.isOf(role)) {
        assertThat(told).contains(type);
        assertThat(labelsOf(row.name(), told)).as(row.name()).isEqualTo(row.labels());
      } else {
        assertThat(told).doesNotContain(type);
      }
    }
  }

  private static List<Row> rows() throws IOException {
    String document = Files.readString(DOCUMENT);
    String section = document.split("### Of requests and stores\n", -1)[1].split("\n## ", -1)[0];
    return ROW.matcher(section)
        .results()
        .map(row -> {
          Set<String> labels = new TreeSet<>(Set.of("role"));
          NAME.matcher(row.group(3)).results().forEach(label -> labels.add(label.group(1)));
          return new Row(row.group(1), row.group(2), labels, row.group(4));
        })
        .toList();
  }

  private static Set<String> labelsOf(String name, String told) {
    Pattern sample = Pattern.compile(name + "(?:_bucket|_count|_sum)?\\{(.*)} \\S+");
    return told.lines()
        .map(sample::matcher)
        .filter(Matcher::matches)
        .flatMap(line -> LABEL.matcher(line.group(1)).results())
        .map(label -> label.group(1))
        .filter(label -> !label.equals("le"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String told(RunningService service) {
    return new String(service.client().get("/actuator/prometheus").bytes(), StandardCharsets.UTF_8);
  }
}
