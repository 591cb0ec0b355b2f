package io.imagesearch.access;

import io.imagesearch.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down whoever repeats wrong keys, so that a client with a revoked key backs off. Nobody
 * guesses a key of 256 bits: right keys from the same address pass all the while, since many
 * callers share the address of a proxy.
 */
final class WrongKeys {
  private static final int MOST_ADDRESSES = 1000;

  private final int perMinute;
  private final LongSupplier nanos;
  private final Map<String, TokenBucket> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  WrongKeys(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  /** What a wrong key from this address is answered. */
  synchronized ProblemException refusal(String address) {
    Duration wait =
        byAddress
            .computeIfAbsent(address, _ -> new TokenBucket(perMinute, Duration.ofMinutes(1), nanos))
            .take(1);
    return wait.isZero()
        ? Refusals.unauthenticated()
        : Refusals.quotaExceeded("Too many wrong keys come from this address.", wait);
  }
}
