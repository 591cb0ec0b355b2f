package io.imagesearch.embedding;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When an answer comes too late to be of use.
 *
 * @param nanoTime on the clock of {@link System#nanoTime}, so it may have overflowed
 */
public record Deadline(long nanoTime) {

  /** That long from now; a duration that is too long to count is for ever. */
  public static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout));
  }

  /** Zero or less once it has passed. */
  public Duration left() {
    return Duration.ofNanos(nanoTime - System.nanoTime());
  }

  public boolean isOver() {
    return nanoTime - System.nanoTime() <= 0;
  }
}
