package io.imagesearch.operator.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every metric that docs/metrics.md tells of: of the service, of the operator and of others. */
final class MetricNames {
  private static final Pattern ROW = Pattern.compile("^\\| `[a-z]\\w+_\\w+`[^|]*\\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private MetricNames() {}

  static Set<String> documented() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "metrics.md")).stream()
        .flatMap(line -> ROW.matcher(line).results())
        .flatMap(row -> NAME.matcher(row.group()).results())
        .map(name -> name.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
