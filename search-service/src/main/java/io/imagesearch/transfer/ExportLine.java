package io.imagesearch.transfer;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.wire.Vectors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** A line of an export: its head, a picture each, and its end. */
sealed interface ExportLine {

  /**
   * What the embeddings are of.
   *
   * @param fingerprint only embeddings with the same one compare
   * @param count of all pictures when it began, also of those before the first
   */
  record ExportHead(String model, String version, String fingerprint, int dimension, long count)
      implements ExportLine {

    static ExportHead of(ModelIdentity model, long count) {
      return new ExportHead(
          model.name(), model.version(), model.fingerprint(), model.dimension(), count);
    }
  }

  /**
   * A picture.
   *
   * @param embedding little-endian float32 in base64
   */
  record ExportedImage(ImageDetails image, @Schema(format = "byte") String embedding)
      implements ExportLine {

    static ExportedImage of(IndexedImage row) {
      return new ExportedImage(
          row.details(), Base64.getEncoder().encodeToString(Vectors.write(row.embedding())));
    }
  }

  /**
   * Without it, the export was cut short.
   *
   * @param state {@code completed} or {@code failed}
   * @param count of the pictures in this answer
   * @param problem why it failed
   */
  record ExportEnd(String state, long count, @Nullable ProblemDetail problem)
      implements ExportLine {}
}
