package io.imagesearch.index.milvus;

import java.time.Duration;
import java.util.OptionalLong;

/** Calls that failed one after the other, without a good one between. */
final class Failures {
  private int count;
  private long since;
  private boolean notYet;
  private OptionalLong there = OptionalLong.empty();

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

  /** The server itself answered meanwhile. */
  synchronized void answered() {
    there = OptionalLong.of(System.nanoTime());
  }

  /**
   * Whether the newest was answered by a server that can't serve yet, or was not and yet the server
   * is there.
   *
   * @param lately for how long the server counts as there since it answered
   */
  synchronized boolean isNotYet(Duration lately) {
    return notYet
        || (there.isPresent() && System.nanoTime() - there.getAsLong() < lately.toNanos());
  }
}
