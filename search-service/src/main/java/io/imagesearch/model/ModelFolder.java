package io.imagesearch.model;

import io.imagesearch.picture.Preprocessing;
import java.nio.charset.StandardCharsets;
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

  /** Of the picture pipeline: raise it when a change there alters embeddings. */
  private static final int PIPELINE = 1;

  private final ModelLocation location;
  private final ModelManifest manifest;

  private ModelFolder(ModelLocation location, ModelManifest manifest) {
    this.location = location;
    this.manifest = manifest;
  }

  static ModelFolder open(String where) {
    ModelLocation location = ModelLocation.of(where);
    ModelManifest manifest = readManifest(location);
    if (manifest.weights(WeightsKind.REFERENCE).isEmpty()) {
      throw new ModelException(
          "%s lists no %s, which every model needs"
              .formatted(location.name(MANIFEST), WeightsKind.REFERENCE));
    }
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
        ? "nothing computes %s %s on %s; %s"
            .formatted(
                choice.format().map(Format::label).orElse("a network"),
                choice.precision().map(precision -> "in " + precision.label()).orElse(""),
                choice.device().label(),
                remedy)
        : "%s lists no %s; export the model with one, or %s"
            .formatted(location.name(MANIFEST), kinds.getFirst(), remedy);
  }

  /**
   * Twelve hexadecimal digits that change with whatever changes embeddings: vectors of two
   * fingerprints must never meet. The precision is left out: it moves an embedding by less than a
   * lossy picture format does, and machines of one cluster may differ in it.
   */
  public String fingerprint() {
    String identity =
        String.join(
            "\n",
            manifest.name(),
            manifest.version(),
            String.valueOf(manifest.dimension()),
            describe(manifest.preprocessing()),
            "pipeline " + PIPELINE,
            manifest.weights(WeightsKind.REFERENCE).orElseThrow().sha256());
    return sha256(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
  }

  private static String describe(Preprocessing input) {
    return "%d %d %s %s %s"
        .formatted(input.size(), input.resize(), input.interpolation(), input.mean(), input.std());
  }

  private static ModelManifest readManifest(ModelLocation location) {
    byte[] json = location.read(MANIFEST, "which describes the model");
    try {
      return ManifestReader.read(json);
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
