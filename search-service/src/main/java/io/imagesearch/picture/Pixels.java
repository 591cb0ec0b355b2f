package io.imagesearch.picture;

/** Upright RGB, 8 bits each, row by row without padding. */
public final class Pixels {
  private final int width;
  private final int height;
  private final byte[] rgb;
  private final int reduction;
  private final int fullWidth;
  private final int fullHeight;

  Pixels(int width, int height, byte[] rgb) {
    this(width, height, rgb, 1, width, height);
  }

  private Pixels(int width, int height, byte[] rgb, int reduction, int fullWidth, int fullHeight) {
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " bytes are not " + width + " × " + height + " pixels of RGB");
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    this.reduction = reduction;
    this.fullWidth = fullWidth;
    this.fullHeight = fullHeight;
  }

  /**
   * Remembers the size before the decoder scaled down. Its pixels are whole and a side's length may
   * not be a multiple of the reduction, so a resize reckoned from them alone would be off by a part
   * of a pixel, which embeddings notice.
   */
  Pixels reducedFrom(int fullWidth, int fullHeight, int reduction) {
    return new Pixels(width, height, rgb, reduction, fullWidth, fullHeight);
  }

  int reduction() {
    return reduction;
  }

  int fullWidth() {
    return fullWidth;
  }

  int fullHeight() {
    return fullHeight;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixels themselves, not a copy: tens of megabytes for a large picture. */
  public byte[] rgb() {
    return rgb;
  }
}
