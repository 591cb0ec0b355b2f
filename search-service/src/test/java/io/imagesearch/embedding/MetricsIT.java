package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/metrics.md says what a running service tells, and nothing else. */
class MetricsIT {
  private static final Pattern TYPE = Pattern.compile("# TYPE (embedding_\\w+) (\\w+)");
  private static final Pattern SAMPLE = Pattern.compile("(embedding_\\w+)\\{([^}]*)} .*");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final Pattern ROW =
      Pattern.compile("\\| `(embedding_\\w+)` \\| (\\w+) \\| ((?:`\\w+`)?) ?\\| .+ \\|");

  @TempDir Path data;

  @Test
  void areDocumented() throws IOException {
    String told;
    try (RunningService service = RunningService.start(data, "--image-search.role=all")) {
      byte[] picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
      assertThat(service.client().search(picture, 1).status()).isEqualTo(200);
      told =
          new String(service.client().get("/actuator/prometheus").bytes(), StandardCharsets.UTF_8);
    }
    TreeMap<String, String> exposed = new TreeMap<>();
    TYPE.matcher(told).results().forEach(type -> exposed.put(type.group(1), type.group(2)));
    List<MatchResult> rows =
        ROW.matcher(Files.readString(Path.of("../docs/metrics.md"))).results().toList();

    assertThat(rows)
        .extracting(row -> row.group(1) + " " + row.group(2))
        .containsExactlyInAnyOrderElementsOf(
            exposed.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    for (MatchResult row : rows) {
      Set<String> labels = new TreeSet<>(Set.of("model", "role"));
      if (!row.group(3).isEmpty()) {
        labels.add(row.group(3).replace("`", ""));
      }
      assertThat(labelsOf(row.group(1), told)).as(row.group(1)).isEqualTo(labels);
    }
    assertThat(told.replaceAll("model=\"[0-9a-f]{12}\",", ""))
        .contains("embedding_pictures_total{lane=\"interactive\",role=\"all\"} 1.0")
        .contains(
            "embedding_queue_wait_seconds_bucket{lane=\"interactive\",role=\"all\",le=\"0.5\"}");
  }

  @Test
  void nameEveryReasonInTheDocumentation() throws IOException {
    String document = Files.readString(Path.of("../docs/metrics.md"));
    for (EmbeddingMetrics.Rejection reason : EmbeddingMetrics.Rejection.values()) {
      assertThat(document).contains("| `" + reason.name().toLowerCase(Locale.ROOT) + "` |");
    }
  }

  private static Set<String> labelsOf(String name, String told) {
    return told.lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .filter(sample -> sample.group(1).replaceFirst("_(bucket|count|sum)$", "").equals(name))
        .flatMap(sample -> LABEL.matcher(sample.group(2)).results())
        .map(label -> label.group(1))
        .filter(label -> !label.equals("le"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
