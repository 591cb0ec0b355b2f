package io.imagesearch.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an ingest does with the files that it finds. */
final class IngestOptions {
  @Option(
      names = "--uploader",
      paramLabel = "NAME",
      description = "Whose pictures they are (default: the key's first uploader, or default).")
  Optional<String> uploader = Optional.empty();

  @Mixin final AttributeOptions attributes = new AttributeOptions();

  @Option(
      names = "--folder-attribute",
      paramLabel = "KEY",
      description =
          "The attribute that takes each picture's first folder below FOLDER: with group, what"
              + " is below shoes gets group=shoes.")
  Optional<String> folderAttribute = Optional.empty();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "8",
      description = "Uploads at once, 1 to 256 (default: ${DEFAULT-VALUE}).")
  int parallel;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long a file waits in all for a service that is busy or gone"
              + " (default: ${DEFAULT-VALUE}).")
  int patience;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "33554432",
      description =
          "Skip larger files without reading them (default: ${DEFAULT-VALUE}, which is the"
              + " service's own limit, too).")
  long maxBytes;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write how each file ended as a line of JSON.")
  Optional<Path> report = Optional.empty();
}
