package io.imagesearch.index;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.Uploader;
import java.util.Optional;
import java.util.Set;

/**
 * Which pictures count: of one of these uploaders, if given, and with all of these attribute
 * values. A set of no uploaders is a limit too, and matches nothing.
 */
public record ImageFilter(Optional<Set<Uploader>> uploaders, Attributes attributes) {
  public static final ImageFilter ALL = new ImageFilter(Optional.empty(), Attributes.NONE);

  public ImageFilter {
    uploaders = uploaders.map(Set::copyOf);
  }

  public static ImageFilter of(Uploader uploader) {
    return of(Optional.of(Set.of(uploader)));
  }

  /** Of any of these, whatever their attributes. */
  public static ImageFilter of(Optional<Set<Uploader>> uploaders) {
    return new ImageFilter(uploaders, Attributes.NONE);
  }
}
