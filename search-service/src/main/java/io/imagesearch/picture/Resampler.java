package io.imagesearch.picture;

import java.util.Arrays;

/**
 * Resizes by a weighted sum along each row, rounded to 8 bits, then along each column. Pillow does
 * it in this order with this rounding, and the result is the same to the last bit: embeddings of
 * pictures with hard edges notice the difference that the other order makes.
 *
 * <p>Processors add neighbours in memory many at a time. Neighbours in a row have different weights
 * in the first pass, so it turns a strip of rows on its side: then equal weights lie together.
 */
final class Resampler implements AutoCloseable {
  private static final int HALF = 1 << (Weights.PRECISION - 1);

  /** Samples of a strip on its side: what stays in a core's own cache. */
  private static final int STRIP_SAMPLES = 60_000;

  /** Rows of a strip for usual pictures; more make it no faster. */
  private static final int MAX_STRIP_ROWS = 32;

  private final Weights rows;
  private final int width;
  private final ResampleBuffers buffers;
  private final int[][] narrow;

  /** Does the first pass. */
  Resampler(Pixels source, Weights columns, Weights rows) {
    this.rows = rows;
    this.width = columns.count();
    this.buffers = ResampleBuffers.take();
    this.narrow = buffers.narrow(rows.end() - rows.begin(), 3 * width);
    int sourceColumns = columns.end() - columns.begin();
    int stripRows = Math.clamp(STRIP_SAMPLES / (3 * sourceColumns), 1, MAX_STRIP_ROWS);
    int[][] strip = buffers.strip(sourceColumns, 3 * stripRows);
    int[] target = new int[3 * stripRows];
    for (int y = rows.begin(); y < rows.end(); y += stripRows) {
      int count = Math.min(stripRows, rows.end() - y);
      for (int x = 0; x < sourceColumns; x++) {
        turn(source, columns.begin() + x, y, count, strip[x], stripRows);
      }
      for (int x = 0; x < width; x++) {
        blend(strip, columns.first(x) - columns.begin(), columns.of(x), target);
        turnBack(target, count, x, y - rows.begin());
      }
    }
  }

  /** Writes target row {@code y}, each sample 0 to 255: all red ones, then green, then blue. */
  void row(int y, int[] planes) {
    blend(narrow, rows.first(y) - rows.begin(), rows.of(y), planes);
  }

  @Override
  public void close() {
    buffers.giveBack();
  }

  /** Makes a line of a part of a column: its red samples, then the green, then the blue ones. */
  private static void turn(Pixels source, int x, int top, int count, int[] line, int stripRows) {
    byte[] rgb = source.rgb();
    int stride = 3 * source.width();
    int from = top * stride + 3 * x;
    for (int y = 0; y < count; y++, from += stride) {
      line[y] = rgb[from] & 0xff;
      line[stripRows + y] = rgb[from + 1] & 0xff;
      line[2 * stripRows + y] = rgb[from + 2] & 0xff;
    }
  }

  private void turnBack(int[] line, int count, int x, int top) {
    int lineRows = line.length / 3;
    for (int y = 0; y < count; y++) {
      int[] row = narrow[top + y];
      row[x] = line[y];
      row[width + x] = line[lineRows + y];
      row[2 * width + x] = line[2 * lineRows + y];
    }
  }

  /** The weighted sum of lines that follow one another, rounded. */
  private static void blend(int[][] lines, int first, int[] weights, int[] target) {
    Arrays.fill(target, HALF);
    int k = 0;
    for (; k + 4 <= weights.length; k += 4) {
      addFour(lines, first + k, weights, k, target);
    }
    for (; k < weights.length; k++) {
      addOne(lines[first + k], weights[k], target);
    }
    round(target);
  }

  // C2 makes vector instructions of loops that index every array alike, each in its own method.

  private static void addFour(int[][] lines, int first, int[] weights, int k, int[] target) {
    int[] a = lines[first];
    int[] b = lines[first + 1];
    int[] c = lines[first + 2];
    int[] d = lines[first + 3];
    int wa = weights[k];
    int wb = weights[k + 1];
    int wc = weights[k + 2];
    int wd = weights[k + 3];
    for (int i = 0; i < target.length; i++) {
      target[i] += wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
    }
  }

  private static void addOne(int[] line, int weight, int[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += weight * line[i];
    }
  }

  private static void round(int[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = Math.max(0, Math.min(255, target[i] >> Weights.PRECISION));
    }
  }
}
