package io.imagesearch.cli;

import io.imagesearch.access.KeyFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which file keys are in; the same for each command over it. */
final class KeyFileOptions {
  private static final String FILE_VARIABLE = "IMAGE_SEARCH_ACCESS_KEYS";
  private static final String DATA_VARIABLE = "IMAGE_SEARCH_DATA";

  @ArgGroup private Place place = new Place();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show where an error comes from.")
  private boolean verbose;

  /** One of the two. */
  static final class Place {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = {
          "The service's data folder, which has the keys (default:",
          "the variable " + DATA_VARIABLE + ", or ./data)."
        })
    private Optional<Path> data = Optional.empty();

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = {
          "The key file, where image-search.access.keys names",
          "another (default: the variable",
          FILE_VARIABLE + ")."
        })
    private Optional<Path> file = Optional.empty();
  }

  KeyFile file(Map<String, String> environment) {
    Path named =
        place
            .file
            .or(() -> place.data.map(KeyFileOptions::below))
            .or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of))
            .or(() ->
                Optional.ofNullable(environment.get(DATA_VARIABLE)).map(KeyFileOptions::below))
            .orElseGet(() -> below(Path.of("data")));
    return new KeyFile(named);
  }

  boolean isVerbose() {
    return verbose;
  }

  private static Path below(String data) {
    return below(Path.of(data));
  }

  private static Path below(Path data) {
    return data.resolve("keys.json");
  }
}
