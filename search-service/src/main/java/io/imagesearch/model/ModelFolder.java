package io.imagesearch.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A model: a folder with a valid manifest, and weights that are read when they are used. Whatever
 * is wrong is a {@link ModelException} of one line.
 */
public final class ModelFolder {
  static final String MANIFEST = "model.json";

  private final ModelLocation location;
  private final ModelManifest manifest;

  private ModelFolder(ModelLocation location, ModelManifest manifest) {
    this.location = location;
    this.manifest = manifest;
  }

  /**
   * Reads the manifest.
   *
   * @param where {@code classpath:…} or the path of a folder
   */
  public static ModelFolder open(String where) {
    ModelLocation location = ModelLocation.of(where);
    ModelManifest manifest = readManifest(location);
    return new ModelFolder(location, manifest);
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /** The fastest weights for this machine that the model has. */
  public ModelWeights weights(WeightsChoice choice) {
    return weights(choice, CpuFeatures.detect());
  }

  ModelWeights weights(WeightsChoice choice, CpuFeatures cpu) {
    List<WeightsKind> kinds = choice.inOrder(cpu);
    return kinds.stream()
        .flatMap(kind ->
            manifest.weights(kind).stream().map(entry -> new ModelWeights(location, entry, kind)))
        .findFirst()
        .orElseThrow(() -> new ModelException(nothingOf(kinds, choice)));
  }

  private String nothingOf(List<WeightsKind> kinds, WeightsChoice choice) {
    String remedy = "set image-search.model.precision=auto and image-search.engine.runtime=auto";
    return kinds.isEmpty()
        ? "nothing computes a network%s%s on this %s; %s"
            .formatted(
                choice.formats().size() == 1
                    ? " of format " + choice.formats().iterator().next().label()
                    : "",
                choice.precision().map(precision -> " in " + precision.label()).orElse(""),
                choice.device().label(),
                remedy)
        : "%s lists no %s; export the model with one, or %s"
            .formatted(location.name(MANIFEST), kinds.getFirst(), remedy);
  }

  public ModelIdentity identity() {
    return ModelIdentity.of(manifest);
  }

  private static ModelManifest readManifest(ModelLocation location) {
    byte[] json = location.read(MANIFEST, "which describes the model");
    try {
      ModelManifest manifest = ManifestReader.read(json);
      if (manifest.weights(WeightsKind.REFERENCE).isEmpty()) {
        throw new ModelException(
            "%s lists no %s, which every model needs"
                .formatted(location.name(MANIFEST), WeightsKind.REFERENCE));
      }
      return manifest;
    } catch (IllegalArgumentException e) {
      throw new ModelException(location.name(MANIFEST) + " " + e.getMessage(), e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
