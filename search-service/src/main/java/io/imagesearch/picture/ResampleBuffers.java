package io.imagesearch.picture;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What a resize works in. It is megabytes, which as garbage would cost a collection every few
 * pictures, so one for each processor is kept.
 */
final class ResampleBuffers {
  private static final BlockingQueue<ResampleBuffers> KEPT =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  /** What a photograph needs; the ones of a giant picture are let go. */
  private static final long MOST_KEPT = 8L << 20;

  private int[][] narrow = {};
  private int[][] strip = {};

  private ResampleBuffers() {}

  /** For the caller alone, until it gives them back. */
  static ResampleBuffers take() {
    ResampleBuffers kept = KEPT.poll();
    return kept != null ? kept : new ResampleBuffers();
  }

  void giveBack() {
    if (bytes(narrow) + bytes(strip) <= MOST_KEPT) {
      boolean _ = KEPT.offer(this);
    }
  }

  /** A power of two and at least so many lines of at least this length, with anything in them. */
  int[][] narrow(int lines, int length) {
    narrow = atLeast(narrow, lines, length);
    return narrow;
  }

  /** A power of two and at least so many lines of at least this length, with anything in them. */
  int[][] strip(int lines, int length) {
    strip = atLeast(strip, lines, length);
    return strip;
  }

  private static int[][] atLeast(int[][] there, int lines, int length) {
    return there.length >= lines && there[0].length >= length
        ? there
        : new int[Integer.highestOneBit(2 * lines - 1)][length];
  }

  private static long bytes(int[][] lines) {
    return lines.length == 0 ? 0 : (long) Integer.BYTES * lines.length * lines[0].length;
  }
}
