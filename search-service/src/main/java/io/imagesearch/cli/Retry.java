package io.imagesearch.cli;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Repeats a request that failed for a passing reason, at growing and scattered intervals; never
 * sooner than the service asked for.
 *
 * @param tries at most, the first included
 * @param patience the longest that one request is held back in all
 * @param untilConnected whether a service that can't be reached is waited for too
 * @param jitter 0 to 1, so that many clients do not come back at once
 */
record Retry(
    int tries, Duration patience, boolean untilConnected, Pause pause, DoubleSupplier jitter) {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** Lets time pass. */
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /** One attempt. */
  interface Attempt<T> {
    T make() throws ServiceException, InterruptedException;
  }

  /** For somebody who waits at the prompt: a service that is not there is told at once. */
  static Retry brief() {
    return new Retry(4, Duration.ofSeconds(10), false, Thread::sleep, Math::random);
  }

  /** For long runs: also over a restart of the service. */
  static Retry patient(Duration patience, Pause pause) {
    return new Retry(12, patience, true, pause, Math::random);
  }

  <T> T run(Attempt<T> attempt) throws ServiceException, InterruptedException {
    Duration waited = Duration.ZERO;
    for (int n = 1; ; n++) {
      try {
        return attempt.make();
      } catch (ServiceException e) {
        Duration wait = waitAfter(n, e);
        waited = waited.plus(wait);
        if (!mayRepeat(e) || n >= tries || waited.compareTo(patience) > 0) {
          throw e;
        }
        pause.sleep(wait);
      }
    }
  }

  private boolean mayRepeat(ServiceException e) {
    return switch (e) {
      case Unreachable _ -> untilConnected;
      case Refused refused -> refused.isPassing();
    };
  }

  private Duration waitAfter(int attempt, ServiceException e) {
    long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
    Duration own = Duration.ofMillis((long) (ceiling * (0.5 + jitter.getAsDouble() / 2)));
    Duration asked = e.retryAfter().orElse(Duration.ZERO);
    // The same scatter on top of what was asked: the service told all its clients the same.
    return asked.isZero() ? own : asked.plus(own.dividedBy(2));
  }
}
