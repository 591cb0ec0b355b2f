package io.imagesearch.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The series that rules and dashboards read. Their own tests hold them to the names of
 * docs/metrics.md, which are looked for here.
 */
final class ReadMetrics {
  static final Path DASHBOARDS = OperatorRelease.CHART.resolve("files/dashboards");

  private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
  private static final Pattern ROW = Pattern.compile("^\\| `[a-z]\\w+_\\w+`[^|]*\\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private ReadMetrics() {}

  static Set<String> names() throws IOException {
    String documented =
        Files.readAllLines(DOCUMENT).stream()
            .flatMap(line -> ROW.matcher(line).results())
            .flatMap(row -> NAME.matcher(row.group()).results())
            .map(name -> name.group(1))
            .collect(Collectors.joining("|"));
    Pattern series = Pattern.compile("\\b(?:" + documented + ")(?:_bucket|_count|_sum)?\\b");
    List<Path> files = new ArrayList<>(List.of(AlertRules.FILE));
    try (Stream<Path> dashboards = Files.list(DASHBOARDS)) {
      dashboards.forEach(files::add);
    }
    Set<String> names = new TreeSet<>();
    for (Path file : files) {
      series.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group()));
    }
    return names;
  }
}
