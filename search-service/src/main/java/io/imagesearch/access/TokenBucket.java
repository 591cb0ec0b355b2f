package io.imagesearch.access;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * So many in a period, all at once or spread. One that takes more than there can ever be gets them
 * when the bucket is full, and whoever comes next waits for all of them.
 */
final class TokenBucket {
  private final double capacity;
  private final double perNano;
  private final LongSupplier nanos;
  private double tokens;
  private long filledAt;

  TokenBucket(long capacity, Duration period, LongSupplier nanos) {
    this.capacity = capacity;
    this.perNano = this.capacity / period.toNanos();
    this.nanos = nanos;
    this.tokens = capacity;
    this.filledAt = nanos.getAsLong();
  }

  /** Zero when they were taken, or else how long until they can be. */
  synchronized Duration take(int count) {
    long now = nanos.getAsLong();
    tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
    filledAt = now;
    double missing = Math.min(count, capacity) - tokens;
    if (missing > 0) {
      return Duration.ofNanos((long) Math.ceil(missing / perNano));
    }
    tokens -= count;
    return Duration.ZERO;
  }
}
