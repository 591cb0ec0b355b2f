package io.imagesearch.operator.check;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One check that is asked again and again. */
final class Watched {
  private static final Duration WHEN_OK = Duration.ofSeconds(60);
  private static final Duration WHEN_FAILED = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(2);

  /** What a check may take longer than its deadline, to hang up. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final DependencyCheck check;
  private final Duration deadline;
  private final ScheduledExecutorService threads;
  private final ScheduledExecutorService guards;
  private final Runnable changed;
  private volatile @Nullable CheckResult result;
  private volatile boolean stopped;
  private int failures;

  Watched(
      DependencyCheck check,
      Duration deadline,
      ScheduledExecutorService threads,
      ScheduledExecutorService guards,
      Runnable changed) {
    this.check = check;
    this.deadline = deadline;
    this.threads = threads;
    this.guards = guards;
    this.changed = changed;
  }

  boolean asks(DependencyCheck other) {
    return check.equals(other);
  }

  Optional<CheckResult> result() {
    return Optional.ofNullable(result);
  }

  void begin() {
    schedule(Duration.ZERO);
  }

  void stop() {
    stopped = true;
  }

  private void schedule(Duration delay) {
    if (stopped) {
      return;
    }
    try {
      // Hundreds that began together shall not go on together.
      double spread = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
      var _ =
          threads.schedule(this::ask, (long) (delay.toMillis() * spread), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The process ends.
    }
  }

  private void ask() {
    if (stopped) {
      return;
    }
    Duration next = WHEN_FAILED;
    try {
      next = take(guarded());
    } finally {
      schedule(next);
    }
  }

  /** Whatever a library does with its time: it doesn't get more. */
  private CheckResult guarded() {
    Thread thread = Thread.currentThread();
    Future<?> guard =
        guards.schedule(thread::interrupt, deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    try {
      return check.run(deadline);
    } finally {
      guard.cancel(false);
      // Of a guard that came too late.
      var _ = Thread.interrupted();
    }
  }

  /** Remembers a result; returns when to ask again. */
  private Duration take(CheckResult now) {
    CheckResult before = result;
    failures = now instanceof CheckResult.Ok ? 0 : failures + 1;
    // One failure may be a packet lost; the second is told.
    if (failures == 1 && before instanceof CheckResult.Ok) {
      return SOON;
    }
    result = now;
    if (!now.equals(before) && !stopped) {
      changed.run();
    }
    return failures == 0 ? WHEN_OK : afterFailure();
  }

  /** Soon at first: most of what fails is about to start. */
  private Duration afterFailure() {
    Duration delay = SOON.multipliedBy(1L << Math.min(failures - 1, 4));
    return delay.compareTo(WHEN_FAILED) < 0 ? delay : WHEN_FAILED;
  }
}
