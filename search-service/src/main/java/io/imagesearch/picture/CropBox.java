package io.imagesearch.picture;

/** A part of an upright picture, as fractions of its width and height; 0,0 is the top left. */
public record CropBox(double x, double y, double width, double height) {
  public static final CropBox WHOLE = new CropBox(0, 0, 1, 1);

  public CropBox {
    // Written so that NaN fails too; the slack forgives sums such as 0.7 + 0.3 in binary.
    boolean inside =
        x >= 0
            && y >= 0
            && width > 0
            && height > 0
            && x + width <= 1 + 1e-9
            && y + height <= 1 + 1e-9;
    if (!inside) {
      throw new IllegalArgumentException(
          "a crop box is x, y, width, height as fractions inside 0 to 1");
    }
  }

  /**
   * From {@code x,y,width,height}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static CropBox parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("is x,y,width,height");
    }
    return new CropBox(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]));
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return x + "," + y + "," + width + "," + height;
  }
}
