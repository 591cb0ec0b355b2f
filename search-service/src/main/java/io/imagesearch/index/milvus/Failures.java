package io.imagesearch.index.milvus;

import java.time.Duration;

/** Calls that failed one after the other, without a good one between. */
final class Failures {
  private int count;
  private long since;

  synchronized void add() {
    if (count++ == 0) {
      since = System.nanoTime();
    }
  }

  /** A call was good. */
  synchronized void end() {
    count = 0;
  }

  /** Whether there are so many, the first of them so long ago. */
  synchronized boolean last(int atLeast, Duration time) {
    return count >= atLeast && System.nanoTime() - since >= time.toNanos();
  }
}
