package io.imagesearch.ingest;

import java.security.SecureRandom;
import java.time.Clock;

/** Job ids: milliseconds since 1970 and 32 random bits, so that they sort by age. */
final class JobIds {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Clock CLOCK = Clock.systemUTC();

  private JobIds() {}

  static String next() {
    return "%012x%08x".formatted(CLOCK.millis(), RANDOM.nextInt());
  }
}
