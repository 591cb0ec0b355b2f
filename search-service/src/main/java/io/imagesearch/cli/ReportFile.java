package io.imagesearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** How each file ended, as one line of JSON each, written as it happens. */
final class ReportFile implements Consumer<Outcome> {
  private final Path file;
  private final PrintWriter lines;

  private ReportFile(Path file, PrintWriter lines) {
    this.file = file;
    this.lines = lines;
  }

  static ReportFile create(Path file) throws LocalFileException {
    try {
      return new ReportFile(file, new PrintWriter(Files.newBufferedWriter(file), true));
    } catch (IOException e) {
      throw new LocalFileException(file, e);
    }
  }

  @Override
  public synchronized void accept(Outcome outcome) {
    lines.println(json(outcome));
  }

  void close() throws LocalFileException {
    boolean failed = lines.checkError();
    lines.close();
    if (failed || lines.checkError()) {
      throw new LocalFileException(file, new IOException("the report could not be written whole"));
    }
  }

  private static Json json(Outcome outcome) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", outcome.file());
    switch (outcome) {
      case Outcome.Added(_, var id) -> {
        line.put("outcome", "added");
        line.put("id", id);
      }
      case Outcome.Existed(_, var id) -> {
        line.put("outcome", "existed");
        line.put("id", id);
      }
      case Outcome.Embedded(_, var id) -> {
        line.put("outcome", "embedded");
        line.put("id", id);
      }
      case Outcome.Skipped(_, var problem) -> {
        line.put("outcome", "skipped");
        line.put("status", problem.status());
        line.put("problem", problem.type());
        line.put("detail", problem.reason());
      }
    }
    return new Json(line);
  }
}
