package io.imagesearch.model;

import io.imagesearch.picture.Preprocessing;
import java.nio.charset.StandardCharsets;

/**
 * A model as its embeddings know it, for which its weights need not be there.
 *
 * @param dimension length of an embedding
 * @param fingerprint twelve hexadecimal digits that change with whatever changes embeddings:
 *     vectors of two fingerprints must never meet. The precision is left out: it moves an embedding
 *     by less than a lossy picture format does, and machines of one cluster may differ in it.
 */
public record ModelIdentity(
    String name, String version, int dimension, String fingerprint, Preprocessing preprocessing) {

  public static final String FINGERPRINT_PATTERN = "[0-9a-f]{12}";

  /** Of the picture pipeline: raise it when a change there alters embeddings. */
  private static final int PIPELINE = 1;

  static ModelIdentity of(ModelManifest manifest) {
    Preprocessing input = manifest.preprocessing();
    String identity =
        String.join(
            "\n",
            manifest.name(),
            manifest.version(),
            String.valueOf(manifest.dimension()),
            describe(input),
            "pipeline " + PIPELINE,
            manifest.weights(WeightsKind.REFERENCE).orElseThrow().sha256());
    String digest = ModelFolder.sha256(identity.getBytes(StandardCharsets.UTF_8));
    return new ModelIdentity(
        manifest.name(), manifest.version(), manifest.dimension(), digest.substring(0, 12), input);
  }

  private static String describe(Preprocessing input) {
    return "%d %d %s %s %s"
        .formatted(input.size(), input.resize(), input.interpolation(), input.mean(), input.std());
  }
}
