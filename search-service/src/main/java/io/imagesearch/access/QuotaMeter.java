package io.imagesearch.access;

import io.imagesearch.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How much each key has left, in this process. */
final class QuotaMeter {
  private final LongSupplier nanos;
  private final Map<String, Meters> byKey = new ConcurrentHashMap<>();

  QuotaMeter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Meters(
      Quotas quotas, @Nullable TokenBucket requests, @Nullable TokenBucket pictures) {}

  /**
   * Counts a request.
   *
   * @throws ProblemException quota-exceeded
   */
  void request(AccessKey key) {
    take(meters(key).requests(), 1, "This key makes more requests than it may each minute.");
  }

  /**
   * Counts pictures that were sent to be kept.
   *
   * @throws ProblemException quota-exceeded
   */
  void pictures(AccessKey key, int count) {
    take(meters(key).pictures(), count, "This key sends more pictures than it may each hour.");
  }

  private static void take(@Nullable TokenBucket bucket, int count, String otherwise) {
    if (bucket != null) {
      Duration wait = bucket.take(count);
      if (!wait.isZero()) {
        throw Refusals.quotaExceeded(otherwise, wait);
      }
    }
  }

  /** A key's buckets outlive a reload of the file, unless its quotas were changed. */
  private Meters meters(AccessKey key) {
    return byKey.compute(
        key.id(),
        (_, old) -> old != null && old.quotas().equals(key.quotas()) ? old : fresh(key.quotas()));
  }

  private Meters fresh(Quotas quotas) {
    return new Meters(
        quotas,
        bucket(quotas.requestsPerMinute(), Duration.ofMinutes(1)),
        bucket(quotas.picturesPerHour(), Duration.ofHours(1)));
  }

  private @Nullable TokenBucket bucket(@Nullable Integer capacity, Duration period) {
    return capacity == null ? null : new TokenBucket(capacity, period, nanos);
  }
}
