package io.imagesearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

  private static ObjectNode json(Outcome outcome) {
    ObjectNode line = JsonMapper.shared().createObjectNode().put("file", outcome.file());
    return switch (outcome) {
      case Outcome.Added added -> line.put("outcome", "added").put("id", added.id());
      case Outcome.Existed existed -> line.put("outcome", "existed").put("id", existed.id());
      case Outcome.Skipped skipped -> {
        Problem problem = skipped.problem();
        yield line.put("outcome", "skipped")
            .put("status", problem.status())
            .put("problem", problem.type())
            .put("detail", problem.reason());
      }
    };
  }
}
