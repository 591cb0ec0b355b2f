package io.imagesearch.transfer;

import io.imagesearch.generation.Current;
import io.imagesearch.generation.Generation;
import io.imagesearch.library.NewImage.Vector;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.wire.Vectors;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the embedding that came with a picture, which counts only if it is of a model here. */
final class BroughtEmbedding {
  private static final Pattern FINGERPRINT = Pattern.compile(ModelIdentity.FINGERPRINT_PATTERN);

  private BroughtEmbedding() {}

  /** Empty where there is none, or it is of another model, which is no mistake. */
  static Optional<Vector> read(
      @Nullable String embedding, @Nullable String fingerprint, Current current) {
    if (fingerprint != null && !FINGERPRINT.matcher(fingerprint).matches()) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "fingerprint: not 12 hexadecimal digits");
    }
    if (embedding == null) {
      return Optional.empty();
    }
    byte[] bytes = Parameter.parse("embedding", () -> decode(embedding));
    return current.all().stream()
        .map(Generation::model)
        .filter(model -> model.fingerprint().equals(fingerprint))
        .findFirst()
        .map(model ->
            new Vector(
                model.fingerprint(),
                Parameter.parse("embedding", () -> Vectors.read(bytes, model.dimension()))));
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not base64", e);
    }
  }
}
