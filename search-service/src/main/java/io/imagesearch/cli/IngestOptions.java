package io.imagesearch.cli;

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

  @Mixin final SizeLimit limit = new SizeLimit();

  @Mixin final RunOptions run = new RunOptions();
}
