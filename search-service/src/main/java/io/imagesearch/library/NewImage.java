package io.imagesearch.library;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.FileName;
import io.imagesearch.image.Uploader;
import java.time.Instant;
import java.util.Optional;

/**
 * A picture on its way into the collection. The bytes are not copied: leave them alone.
 *
 * @param before what is known of it from another collection that it was in
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy of 32 MB would cost
public record NewImage(
    byte[] bytes,
    String fileName,
    Uploader uploader,
    Attributes attributes,
    Optional<Before> before) {
  public NewImage {
    fileName = FileName.check(fileName);
  }

  public NewImage(byte[] bytes, String fileName, Uploader uploader, Attributes attributes) {
    this(bytes, fileName, uploader, attributes, Optional.empty());
  }

  /**
   * A picture's time in another collection.
   *
   * @param addedAt when it was acknowledged there
   * @param vector counts where it is of a model that this collection has
   */
  public record Before(Instant addedAt, Optional<Vector> vector) {}

  /** What a model made of the picture; only the same fingerprint's compare. */
  public record Vector(String fingerprint, Embedding embedding) {}
}
