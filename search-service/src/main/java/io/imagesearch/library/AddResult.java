package io.imagesearch.library;

import io.imagesearch.image.ImageDetails;

/** How adding a picture ended; either way it is in the collection now. */
public sealed interface AddResult {
  ImageDetails details();

  /** It is new. */
  record Added(ImageDetails details) implements AddResult {}

  /** The same bytes were there; nothing about them was changed. */
  record Existed(ImageDetails details) implements AddResult {}
}
