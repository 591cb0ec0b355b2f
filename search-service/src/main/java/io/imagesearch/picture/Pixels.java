package io.imagesearch.picture;

/** Upright RGB, 8 bits each, row by row without padding. */
public final class Pixels {
  private final int width;
  private final int height;
  private final byte[] rgb;

  Pixels(int width, int height, byte[] rgb) {
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " bytes are not " + width + " × " + height + " pixels of RGB");
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
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
