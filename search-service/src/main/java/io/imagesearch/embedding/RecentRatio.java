package io.imagesearch.embedding;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * For how long pictures waited, over how long the passes took that they were in; of the last half
 * minute. Above 1 a picture waits for longer than it is worked on.
 */
final class RecentRatio {
  private static final int SECONDS = 30;

  private final LongSupplier nanoTime;
  private final double[] waited = new double[SECONDS];
  private final double[] computed = new double[SECONDS];
  private long newest;

  RecentRatio(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.newest = second();
  }

  synchronized void waited(long nanos) {
    waited[slot()] += nanos;
  }

  synchronized void computed(int pictures, long nanos) {
    computed[slot()] += (double) pictures * nanos;
  }

  /** 0 when nothing was computed lately. */
  synchronized double value() {
    int _ = slot();
    double all = Arrays.stream(computed).sum();
    return all == 0 ? 0 : Arrays.stream(waited).sum() / all;
  }

  /** Of this second; those that have gone by since are cleared. */
  private int slot() {
    long now = second();
    for (long gone = Math.max(newest + 1, now - SECONDS + 1); gone <= now; gone++) {
      waited[index(gone)] = 0;
      computed[index(gone)] = 0;
    }
    newest = Math.max(newest, now);
    return index(newest);
  }

  private static int index(long second) {
    return Math.floorMod(second, SECONDS);
  }

  private long second() {
    return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong());
  }
}
