package io.imagesearch.index;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.Uploader;
import java.util.Optional;

/** Which pictures count: of this uploader, if given, and with all of these attribute values. */
public record ImageFilter(Optional<Uploader> uploader, Attributes attributes) {
  public static final ImageFilter ALL = new ImageFilter(Optional.empty(), Attributes.NONE);

  public static ImageFilter of(Uploader uploader) {
    return new ImageFilter(Optional.of(uploader), Attributes.NONE);
  }
}
