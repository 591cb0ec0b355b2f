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
   * @param embedding where it is of the model that this collection has
   */
  public record Before(Instant addedAt, Optional<Embedding> embedding) {}
}
