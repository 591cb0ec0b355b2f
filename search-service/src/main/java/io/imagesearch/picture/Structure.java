package io.imagesearch.picture;

import io.imagesearch.picture.PictureException.Reason;

/** What the outside of an encoded picture says, read without decoding it. */
sealed interface Structure
    permits JpegStructure, PngStructure, WebpStructure, GifStructure, BmpStructure, TiffStructure {

  /** As stored, before any turning. */
  int width();

  /** As stored, before any turning. */
  int height();

  /** Walks the whole picture; fails when any of its image data is missing. */
  void verify() throws PictureException;

  /** Known after {@link #verify}. */
  Orientation orientation();

  static PictureException unsupported(String what) {
    return new PictureException(
        Reason.UNSUPPORTED_FORMAT, what + " is not supported; convert it to baseline JPEG or PNG");
  }

  /** A side as an int; a header that can't be right is cut off here. */
  static int side(long value) throws PictureException {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw Bytes.corrupt("the picture's header gives a side of " + value + " pixels");
    }
    return (int) value;
  }
}
