package io.imagesearch.generation;

import io.imagesearch.model.ModelIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A model, and where each process finds it.
 *
 * @param location {@code classpath:…} or the absolute path of a folder
 * @param embedders processes that embed with it; none where each process does so itself
 */
public record ModelSpec(
    String location,
    List<URI> embedders,
    String name,
    String version,
    String fingerprint,
    int dimension) {

  public ModelSpec {
    embedders = List.copyOf(embedders);
  }

  public static ModelSpec of(String location, List<URI> embedders, ModelIdentity model) {
    return new ModelSpec(
        place(location),
        embedders,
        model.name(),
        model.version(),
        model.fingerprint(),
        model.dimension());
  }

  /** The location in the form that is kept. */
  public static String place(String location) {
    return location.startsWith("classpath:")
        ? location
        : Path.of(location).toAbsolutePath().normalize().toString();
  }

  /** Whether the vectors of both are of one kind, wherever the model lies. */
  public boolean isSameModel(ModelSpec other) {
    return fingerprint.equals(other.fingerprint);
  }

  /** For people. */
  public String label() {
    return "%s %s (%s)".formatted(name, version, fingerprint);
  }
}
