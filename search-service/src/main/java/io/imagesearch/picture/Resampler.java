package io.imagesearch.picture;

/**
 * Resizes by a weighted sum along each row, rounded to 8 bits, then along each column. Pillow does
 * it in this order with this rounding, and the result is the same to the last bit: embeddings of
 * pictures with hard edges notice the difference that the other order makes.
 */
final class Resampler {
  private static final int HALF = 1 << (Weights.PRECISION - 1);

  private final Weights rows;
  private final int firstRow;
  private final int rowLength;
  private final byte[] narrow;
  private final int[] sums;

  Resampler(Pixels source, Weights columns, Weights rows) {
    this.rows = rows;
    this.firstRow = rows.begin();
    this.rowLength = 3 * columns.count();
    this.narrow = new byte[(rows.end() - firstRow) * rowLength];
    this.sums = new int[rowLength];
    for (int y = firstRow; y < rows.end(); y++) {
      int from = 3 * y * source.width();
      int to = (y - firstRow) * rowLength;
      for (int x = 0; x < columns.count(); x++) {
        blend(source.rgb(), from + 3 * columns.first(x), columns.of(x), narrow, to + 3 * x);
      }
    }
  }

  /** Writes target row {@code y} as RGB, each 0 to 255. */
  void row(int y, int[] rgb) {
    int[] weights = rows.of(y);
    java.util.Arrays.fill(sums, HALF);
    for (int k = 0; k < weights.length; k++) {
      addRow(narrow, (rows.first(y) + k - firstRow) * rowLength, weights[k], sums);
    }
    for (int i = 0; i < rowLength; i++) {
      rgb[i] = clamp(sums[i]);
    }
  }

  // Small loops over plain arrays, each in a method of its own: this is what C2 compiles well.

  private static void blend(byte[] from, int start, int[] weights, byte[] to, int target) {
    int red = HALF;
    int green = HALF;
    int blue = HALF;
    int at = start;
    for (int weight : weights) {
      red += weight * (from[at] & 0xff);
      green += weight * (from[at + 1] & 0xff);
      blue += weight * (from[at + 2] & 0xff);
      at += 3;
    }
    to[target] = (byte) clamp(red);
    to[target + 1] = (byte) clamp(green);
    to[target + 2] = (byte) clamp(blue);
  }

  private static void addRow(byte[] from, int at, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (from[at + i] & 0xff);
    }
  }

  private static int clamp(int sum) {
    return Math.max(0, Math.min(255, sum >> Weights.PRECISION));
  }
}
