package io.imagesearch.model;

import io.imagesearch.picture.Preprocessing;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code model.json} says: the model's identity, its input and its files.
 *
 * @param dimension length of an embedding
 * @param source where the weights come from
 */
public record ModelManifest(
    String name,
    String version,
    int dimension,
    Preprocessing preprocessing,
    List<Weights> files,
    String source,
    String licence) {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_DIMENSION = 1 << 15;

  /**
   * One file of weights. Format, device and precision are text: a folder may hold files for other
   * runtimes, which this one never selects.
   *
   * @param file a plain name inside the model's folder
   */
  public record Weights(
      String file, String format, String device, String precision, String sha256) {
    public Weights {
      require(
          FILE.matcher(file).matches(),
          "'file' must be a plain file name inside the folder, not '" + file + "'");
      require(
          SHA_256.matcher(sha256).matches(),
          "'sha256' of " + file + " must be 64 lower-case hexadecimal digits");
    }
  }

  public ModelManifest {
    requireIdentifier("name", name);
    requireIdentifier("version", version);
    require(
        dimension >= 1 && dimension <= MAX_DIMENSION,
        "'dimension' must be 1 to " + MAX_DIMENSION + ", not " + dimension);
    files = List.copyOf(files);
  }

  /** The first file of this kind. */
  public Optional<Weights> weights(WeightsKind kind) {
    return files.stream()
        .filter(file ->
            file.format().equals(kind.format().label())
                && file.device().equals(kind.device().label())
                && file.precision().equals(kind.precision().label()))
        .findFirst();
  }

  private static void requireIdentifier(String key, String value) {
    require(
        IDENTIFIER.matcher(value).matches(),
        "'" + key + "' must be 1 to 64 letters, digits, '.', '_' or '-', not '" + value + "'");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
