package io.imagesearch.picture;

/** How a stored picture is turned to stand upright: EXIF's tag 274, in its order from 1 to 8. */
public enum Orientation {
  UPRIGHT,
  MIRRORED,
  UPSIDE_DOWN,
  MIRRORED_UPSIDE_DOWN,
  TRANSPOSED,
  TURN_CLOCKWISE,
  TRANSVERSED,
  TURN_ANTICLOCKWISE;

  /** Anything but 1 to 8 says nothing, and the picture is taken as it is stored. */
  static Orientation ofTag(int tag) {
    Orientation[] all = values();
    return tag >= 1 && tag <= all.length ? all[tag - 1] : UPRIGHT;
  }

  boolean swapsSides() {
    return switch (this) {
      case UPRIGHT, MIRRORED, UPSIDE_DOWN, MIRRORED_UPSIDE_DOWN -> false;
      case TRANSPOSED, TURN_CLOCKWISE, TRANSVERSED, TURN_ANTICLOCKWISE -> true;
    };
  }

  Pixels upright(Pixels stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = stored.width();
    int height = stored.height();
    // Where stored pixel (0, 0) lands, and how far one step right or down in it moves, in pixels.
    int across = swapsSides() ? height : width;
    int last = width * height - 1;
    int start;
    int right;
    int down;
    switch (this) {
      case MIRRORED -> {
        start = width - 1;
        right = -1;
        down = across;
      }
      case UPSIDE_DOWN -> {
        start = last;
        right = -1;
        down = -across;
      }
      case MIRRORED_UPSIDE_DOWN -> {
        start = last - (width - 1);
        right = 1;
        down = -across;
      }
      case TRANSPOSED -> {
        start = 0;
        right = across;
        down = 1;
      }
      case TURN_CLOCKWISE -> {
        start = height - 1;
        right = across;
        down = -1;
      }
      case TRANSVERSED -> {
        start = last;
        right = -across;
        down = -1;
      }
      case TURN_ANTICLOCKWISE -> {
        start = last - (height - 1);
        right = -across;
        down = 1;
      }
      default -> throw new AssertionError(this);
    }
    byte[] from = stored.rgb();
    byte[] to = new byte[from.length];
    int source = 0;
    for (int y = 0; y < height; y++) {
      int target = 3 * (start + y * down);
      for (int x = 0; x < width; x++) {
        to[target] = from[source];
        to[target + 1] = from[source + 1];
        to[target + 2] = from[source + 2];
        source += 3;
        target += 3 * right;
      }
    }
    return new Pixels(across, swapsSides() ? width : height, to);
  }
}
