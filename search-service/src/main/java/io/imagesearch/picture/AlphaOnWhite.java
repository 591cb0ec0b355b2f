package io.imagesearch.picture;

/** Lays pictures with transparency on white. */
final class AlphaOnWhite {

  private AlphaOnWhite() {}

  /** A white canvas. */
  static byte[] canvas(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, (byte) 0xff);
    return rgb;
  }

  /** One colour component over white, rounded as Pillow does. */
  static byte over(int colour, int alpha) {
    int weighted = colour * alpha + 255 * (255 - alpha) + 128;
    return (byte) ((weighted + (weighted >> 8)) >> 8);
  }

  /** RGBA in memory order to RGB. */
  static byte[] flatten(byte[] rgba, int pixels) {
    byte[] rgb = new byte[3 * pixels];
    for (int i = 0, from = 0, to = 0; i < pixels; i++, from += 4, to += 3) {
      int alpha = rgba[from + 3] & 0xff;
      if (alpha == 255) {
        rgb[to] = rgba[from];
        rgb[to + 1] = rgba[from + 1];
        rgb[to + 2] = rgba[from + 2];
      } else {
        rgb[to] = over(rgba[from] & 0xff, alpha);
        rgb[to + 1] = over(rgba[from + 1] & 0xff, alpha);
        rgb[to + 2] = over(rgba[from + 2] & 0xff, alpha);
      }
    }
    return rgb;
  }
}
