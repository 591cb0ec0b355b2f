package io.imagesearch.picture;

/**
 * Resizes by a weighted sum over rows, then over columns, one target row at a time: the sum over
 * rows runs along memory, which the compiler turns into vector instructions, and its result stays
 * in the cache for the sum over columns.
 */
final class Resampler {
  private static final int HALF = 1 << (Weights.PRECISION - 1);

  private final Pixels source;
  private final Weights columns;
  private final Weights rows;
  private final int start;
  private final int[] sums;
  private final int[] blended;

  Resampler(Pixels source, Weights columns, Weights rows) {
    this.source = source;
    this.columns = columns;
    this.rows = rows;
    this.start = columns.begin();
    this.sums = new int[3 * (columns.end() - start)];
    this.blended = new int[sums.length];
  }

  /** Writes target row {@code y} as RGB, each 0 to 255. */
  void row(int y, int[] rgb) {
    int[] weights = rows.of(y);
    java.util.Arrays.fill(sums, HALF);
    for (int k = 0; k < weights.length; k++) {
      int at = 3 * ((rows.first(y) + k) * source.width() + start);
      addRow(source.rgb(), at, weights[k], sums);
    }
    toByteRange(sums, blended);
    for (int x = 0; x < columns.count(); x++) {
      int[] across = columns.of(x);
      int at = 3 * (columns.first(x) - start);
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (int weight : across) {
        red += weight * blended[at];
        green += weight * blended[at + 1];
        blue += weight * blended[at + 2];
        at += 3;
      }
      rgb[3 * x] = clamp(red);
      rgb[3 * x + 1] = clamp(green);
      rgb[3 * x + 2] = clamp(blue);
    }
  }

  // Small loops over plain arrays, each in a method of its own: this is what C2 vectorises.

  private static void addRow(byte[] from, int at, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (from[at + i] & 0xff);
    }
  }

  private static void toByteRange(int[] sums, int[] out) {
    for (int i = 0; i < sums.length; i++) {
      out[i] = Math.max(0, Math.min(255, sums[i] >> Weights.PRECISION));
    }
  }

  private static int clamp(int sum) {
    return Math.max(0, Math.min(255, sum >> Weights.PRECISION));
  }
}
