package io.imagesearch.picture;

/**
 * Resizes by a weighted sum along each row, rounded to 8 bits, then along each column. Pillow does
 * it in this order with this rounding, and the result is the same to the last bit: embeddings of
 * pictures with hard edges notice the difference that the other order makes.
 *
 * <p>Processors add neighbours in memory many at a time. Neighbours in a row have different weights
 * in the first pass, so it turns a strip of rows on its side: then equal weights lie together. It
 * stays only as far ahead of the second pass as that needs, so that both work in a core's own
 * cache.
 */
final class Resampler implements AutoCloseable {
  /** Samples of a strip on its side: what stays in a core's own cache. */
  private static final int STRIP_SAMPLES = 60_000;

  /** Rows of a strip for usual pictures; more make it no faster. */
  private static final int MAX_STRIP_ROWS = 32;

  private final Pixels source;
  private final Weights columns;
  private final Weights rows;
  private final ResampleBuffers buffers;
  private final int stripRows;
  private final int[][] strip;
  private final int[] sums;

  /** A ring of rows after the first pass. */
  private final int[][] narrow;

  /** The first source row that is not there yet. */
  private int narrowed;

  Resampler(Pixels source, Weights columns, Weights rows) {
    this.source = source;
    this.columns = columns;
    this.rows = rows;
    int sourceColumns = columns.end() - columns.begin();
    stripRows = Math.clamp(STRIP_SAMPLES / (3 * sourceColumns), 1, MAX_STRIP_ROWS);
    buffers = ResampleBuffers.take();
    strip = buffers.strip(sourceColumns, 3 * stripRows);
    sums = new int[3 * stripRows];
    narrow = buffers.narrow(rows.longest() + stripRows - 1, 3 * columns.count());
    narrowed = rows.begin();
  }

  /**
   * Writes target row {@code y}, each sample 0 to 255: all red ones, then green, then blue. Rows
   * are asked for from top to bottom; some may be left out.
   */
  void row(int y, int[] planes) {
    int first = rows.first(y);
    int[] weights = rows.of(y);
    while (narrowed < first + weights.length) {
      narrowStrip();
    }
    WeightedSum.of(narrow, first, weights, planes);
  }

  @Override
  public void close() {
    buffers.giveBack();
  }

  private void narrowStrip() {
    int count = Math.min(stripRows, rows.end() - narrowed);
    int begin = columns.begin();
    for (int x = begin; x < columns.end(); x++) {
      turn(x, count, strip[x - begin]);
    }
    for (int x = 0; x < columns.count(); x++) {
      WeightedSum.of(strip, columns.first(x) - begin, columns.of(x), sums);
      turnBack(x, count);
    }
    narrowed += count;
  }

  /** Makes a line of a part of a column: its red samples, then the green, then the blue ones. */
  private void turn(int x, int count, int[] line) {
    byte[] rgb = source.rgb();
    int stride = 3 * source.width();
    int from = narrowed * stride + 3 * x;
    for (int y = 0; y < count; y++, from += stride) {
      line[y] = rgb[from] & 0xff;
      line[stripRows + y] = rgb[from + 1] & 0xff;
      line[2 * stripRows + y] = rgb[from + 2] & 0xff;
    }
  }

  private void turnBack(int x, int count) {
    int width = columns.count();
    for (int y = 0; y < count; y++) {
      int[] row = narrow[narrowed + y & narrow.length - 1];
      row[x] = sums[y];
      row[width + x] = sums[stripRows + y];
      row[2 * width + x] = sums[2 * stripRows + y];
    }
  }
}
