package io.imagesearch.picture;

import java.util.List;

/**
 * How a picture becomes the network's input: antialiased resize of the short side, centre crop,
 * then {@code (value / 255 - mean) / std} for each of R, G, B.
 *
 * @param size side of the square input, pixels
 * @param resize length of the short side before the crop, pixels, at least {@code size}
 */
public record Preprocessing(
    int size, int resize, Interpolation interpolation, List<Float> mean, List<Float> std) {

  /** The resampling filter; as Pillow defines it. */
  public enum Interpolation {
    BILINEAR,
    BICUBIC
  }

  public Preprocessing {
    if (size < 1 || resize < size || mean.size() != 3 || std.size() != 3) {
      throw new IllegalArgumentException(
          "preprocessing needs 1 <= size <= resize, three means and three standard deviations");
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /** Floats in the network's input for one picture: channels × height × width. */
  public int floats() {
    return 3 * size * size;
  }
}
