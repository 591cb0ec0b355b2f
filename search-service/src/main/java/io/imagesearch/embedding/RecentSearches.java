package io.imagesearch.embedding;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether somebody has searched lately: another search is likely to follow. */
final class RecentSearches {
  /** How long bulk work holds back after a search. */
  static final Duration CALM = Duration.ofSeconds(2);

  private final LongSupplier nanoTime;
  private volatile long last;

  RecentSearches(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    last = nanoTime.getAsLong() - CALM.toNanos();
  }

  void add() {
    last = nanoTime.getAsLong();
  }

  boolean areThere() {
    return nanoTime.getAsLong() - last < CALM.toNanos();
  }
}
