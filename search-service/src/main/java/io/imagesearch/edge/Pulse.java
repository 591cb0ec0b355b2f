package io.imagesearch.edge;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * How long a request's next step waits for a processor: every so often a step that does nothing is
 * handed to the scheduler that serves requests, and timed.
 */
final class Pulse {
  static final Duration EVERY = Duration.ofMillis(20);

  private final LongSupplier nanoTime;
  private final Executor scheduler;
  private volatile long sent;
  private volatile long before;
  private volatile long last;
  private volatile boolean underWay;

  Pulse(LongSupplier nanoTime, Executor scheduler) {
    this.nanoTime = nanoTime;
    this.scheduler = scheduler;
  }

  /** One beat, unless the last one still waits. */
  void beat() {
    if (underWay) {
      return;
    }
    sent = nanoTime.getAsLong();
    underWay = true;
    scheduler.execute(() -> {
      before = last;
      last = nanoTime.getAsLong() - sent;
      underWay = false;
    });
  }

  /** What two beats in a row waited at least: a single pause of the process is no overload. */
  Duration lag() {
    long ended = Math.min(before, last);
    return Duration.ofNanos(
        underWay ? Math.max(ended, Math.min(last, nanoTime.getAsLong() - sent)) : ended);
  }
}
