package io.imagesearch.cli;

import io.imagesearch.artifact.ArtifactException;
import io.imagesearch.artifact.ModelFetch;
import io.imagesearch.artifact.SourceCredentials;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "fetch",
    description = {
      "Fetch a model's archive, check it, and unpack it into a folder.",
      "",
      "The archive is a tar, packed by gzip or not, with model.json and the files that",
      "it names. The folder is there when all of it is; a model that is there already",
      "is left as it is. It is not tried again: that is for whoever started it.",
      "",
      "Ends with 2 where what comes is not the archive with that digest, or no model;",
      "3 where nothing comes in time; 4 where the server refuses."
    })
final class ModelFetchCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ModelCommand model;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      required = true,
      description = "Its address: https://… or s3://BUCKET/KEY.")
  private URI uri = URI.create("");

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      required = true,
      description = "SHA-256 of the archive: 64 hexadecimal digits.")
  private String sha256 = "";

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder that is made, in one that is there.")
  private Path folder = Path.of("");

  @Option(
      names = "--credentials",
      paramLabel = "DIR",
      description = {
        "A folder of files, as a mounted Secret is one: token",
        "for https; access-key and secret-key for s3, with",
        "endpoint and region where it is not AWS; ca.crt with",
        "the certificates to trust. Without it, the variable",
        "IMAGE_SEARCH_MODEL_TOKEN and those of the AWS SDK."
      })
  private Optional<Path> credentials = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "For all of it (default: 600).")
  private int timeout = 600;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description = "Of the archive, and of what is in it (default: 4 GiB).")
  private long maxBytes = 4L << 30;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show where an error comes from.")
  private boolean verbose;

  @Override
  public Integer call() throws ArtifactException, InterruptedException {
    check(sha256.matches("[0-9a-fA-F]{64}"), "--sha256 is 64 hexadecimal digits");
    check(timeout > 0, "--timeout is at least 1");
    check(maxBytes > 0, "--max-bytes is at least 1");
    ModelFetch fetch =
        new ModelFetch(
            sha256.toLowerCase(Locale.ROOT), folder, maxBytes, Duration.ofSeconds(timeout));
    ModelFetch.Outcome outcome = fetch(fetch);
    spec.commandLine()
        .getOut()
        .println(
            switch (outcome) {
              case FETCHED -> "The model is in " + folder;
              case THERE_ALREADY -> "The model was in " + folder + " already";
            });
    spec.commandLine().getOut().flush();
    return ExitCode.FINE;
  }

  private ModelFetch.Outcome fetch(ModelFetch fetch)
      throws ArtifactException, InterruptedException {
    SourceCredentials given =
        credentials.isPresent()
            ? SourceCredentials.of(credentials.get())
            : SourceCredentials.of(model.environment());
    try {
      return fetch.from(uri, given);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--uri: " + e.getMessage(), e);
    }
  }

  private void check(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }

  boolean isVerbose() {
    return verbose;
  }

  static int exitCode(ArtifactException.Reason reason) {
    return switch (reason) {
      case UNREACHABLE -> ExitCode.UNREACHABLE;
      case REFUSED -> ExitCode.REFUSED;
      case UNUSABLE, FOLDER -> ExitCode.USAGE;
    };
  }
}
