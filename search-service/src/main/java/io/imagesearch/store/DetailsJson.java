package io.imagesearch.store;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A picture's details as a store keeps them: JSON, with a version for those who come later. */
public final class DetailsJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int VERSION = 1;

  private DetailsJson() {}

  private record Kept(
      int version,
      String id,
      String fileName,
      String uploader,
      Map<String, Object> attributes,
      String mediaType,
      int width,
      int height,
      long bytes,
      Instant addedAt) {}

  /** In UTF-8. */
  public static byte[] write(ImageDetails details) {
    return JSON.writeValueAsBytes(
        new Kept(
            VERSION,
            details.id().value(),
            details.fileName(),
            details.uploader().name(),
            details.attributes().values(),
            details.mediaType(),
            details.width(),
            details.height(),
            details.bytes(),
            details.addedAt()));
  }

  /**
   * What was written.
   *
   * @throws StoreException when it is none, or of a later version
   */
  public static ImageDetails read(byte[] json) {
    try {
      Kept kept = JSON.readValue(json, Kept.class);
      if (kept.version() != VERSION) {
        throw new StoreException("details of version " + kept.version() + " are not known", null);
      }
      return new ImageDetails(
          new ImageId(kept.id()),
          kept.fileName(),
          new Uploader(kept.uploader()),
          new Attributes(kept.attributes()),
          kept.mediaType(),
          kept.width(),
          kept.height(),
          kept.bytes(),
          kept.addedAt());
    } catch (JacksonException | IllegalArgumentException e) {
      throw new StoreException("The details of a picture can't be read: " + e.getMessage(), e);
    }
  }
}
