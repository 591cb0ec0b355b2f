package io.imagesearch.operator.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All of them. */
final class Dashboards {
  private static final Path SOURCES = Path.of("src", "test", "dashboards");

  private Dashboards() {}

  static List<Dashboard> all() throws IOException {
    List<Dashboard> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.sorted().toList()) {
        all.add(Dashboard.read(file));
      }
    }
    return all;
  }

  static List<Dashboard.Query> queries() throws IOException {
    return all().stream()
        .flatMap(dashboard -> dashboard.panels().stream())
        .flatMap(panel -> panel.queries().stream())
        .toList();
  }
}
