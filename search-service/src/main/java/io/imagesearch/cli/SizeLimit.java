package io.imagesearch.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** From which size on a file is not even read; the same for each command that reads a folder. */
final class SizeLimit {
  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "33554432",
      description =
          "Skip larger files without reading them (default: ${DEFAULT-VALUE}, which is the"
              + " service's own limit, too).")
  private long maxBytes;

  void check(CommandSpec command) {
    if (maxBytes < 1) {
      throw new ParameterException(command.commandLine(), "--max-bytes is at least 1");
    }
  }

  /** What is wrong with a file of this size, if anything. */
  Optional<Problem> excess(long size) {
    return size > maxBytes
        ? Optional.of(
            Problem.local(
                "picture-too-large",
                String.format(Locale.ROOT, "%,d bytes; --max-bytes is %,d", size, maxBytes)))
        : Optional.empty();
  }
}
