package io.imagesearch.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a run over many pictures goes about it; the same for each command that has one. */
final class RunOptions {
  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "8",
      description = "Pictures at once, 1 to 256 (default: ${DEFAULT-VALUE}).")
  int parallel;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long a file waits in all for a service that is busy or gone"
              + " (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write how each file ended as a line of JSON.")
  Optional<Path> report = Optional.empty();

  void check(CommandSpec command) {
    if (parallel < 1 || parallel > 256) {
      throw new ParameterException(
          command.commandLine(), "--parallel: " + parallel + " is outside 1 to 256");
    }
    if (patience < 0) {
      throw new ParameterException(command.commandLine(), "--patience is not negative");
    }
  }

  Retry patient(Stop stop) {
    return Retry.patient(Duration.ofSeconds(patience), stop);
  }
}
