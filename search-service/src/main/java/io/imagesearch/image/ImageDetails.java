package io.imagesearch.image;

import java.time.Instant;

/**
 * What is known of a picture beside its pixels.
 *
 * @param fileName the name it came with, for display only: never used as a path
 * @param mediaType found from the content, such as {@code image/jpeg}
 * @param width pixels, upright (after EXIF orientation)
 * @param height pixels, upright
 * @param bytes size of the original
 * @param addedAt when it was acknowledged first, in milliseconds precision
 */
public record ImageDetails(
    ImageId id,
    String fileName,
    Uploader uploader,
    Attributes attributes,
    String mediaType,
    int width,
    int height,
    long bytes,
    Instant addedAt) {

  public ImageDetails withAttributes(Attributes changed) {
    return new ImageDetails(
        id, fileName, uploader, changed, mediaType, width, height, bytes, addedAt);
  }
}
