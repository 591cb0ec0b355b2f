package io.imagesearch.reindex;

import java.security.SecureRandom;
import java.time.Instant;

/** Job ids in the form of those of ingest jobs: they sort by age. */
final class JobIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private JobIds() {}

  static String next(Instant now) {
    return "%012x%08x".formatted(now.toEpochMilli(), RANDOM.nextInt());
  }
}
