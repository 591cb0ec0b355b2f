package io.imagesearch.picture;

/**
 * What is refused before any pixel is decoded.
 *
 * @param maxBytes of the encoded picture
 * @param maxPixels width × height by the header
 * @param minSide shortest allowed side, pixels
 */
public record PictureLimits(long maxBytes, long maxPixels, int minSide) {
  public static final PictureLimits DEFAULT = new PictureLimits(32L << 20, 64_000_000, 8);
}
