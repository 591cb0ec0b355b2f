package io.imagesearch.embedding;

import java.util.stream.IntStream;

/**
 * The sizes that passes run with: each up to {@value #EACH}, then four to a doubling. A batch in
 * between runs as the next larger one, so an engine meets no size that it wasn't warmed with, and
 * warming a large limit takes a few dozen passes and not hundreds.
 */
final class BatchSizes {
  private static final int EACH = 8;

  private BatchSizes() {}

  /** The smallest size that takes so many pictures; never more than the limit. */
  static int atLeast(int pictures, int limit) {
    if (pictures <= EACH) {
      return pictures;
    }
    int step = Integer.highestOneBit(pictures - 1) / 4;
    return Math.min(limit, Math.ceilDiv(pictures, step) * step);
  }

  /** All sizes up to the limit, which is one of them. */
  static IntStream upTo(int limit) {
    return IntStream.rangeClosed(1, limit).filter(size -> atLeast(size, limit) == size);
  }
}
