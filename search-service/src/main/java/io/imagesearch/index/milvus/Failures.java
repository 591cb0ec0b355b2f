package io.imagesearch.index.milvus;

import java.time.Duration;

/** Calls that failed one after the other, without a good one between. */
final class Failures {
  private int count;
  private long since;
  private boolean notYet;

  /**
   * Adds one.
   *
   * @param answered by a server that can't serve yet, where others got no answer
   */
  synchronized void add(boolean answered) {
    if (count++ == 0) {
      since = System.nanoTime();
    }
    notYet = answered;
  }

  /** A call was good. */
  synchronized void end() {
    count = 0;
  }

  /** Whether there are so many, the first of them so long ago. */
  synchronized boolean last(int atLeast, Duration time) {
    return count >= atLeast && System.nanoTime() - since >= time.toNanos();
  }

  /** Whether the newest was answered by a server that can't serve yet. */
  synchronized boolean isNotYet() {
    return notYet;
  }
}
