package io.imagesearch;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls at a fixed pace, whatever becomes of those before. */
final class Pace implements AutoCloseable {
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  void at(double perSecond, Runnable call) {
    if (perSecond > 0) {
      long every = Math.round(Duration.ofSeconds(1).toNanos() / perSecond);
      var _ =
          clock.scheduleAtFixedRate(() -> callers.execute(call), 0, every, TimeUnit.NANOSECONDS);
    }
  }

  /** Begins nothing more, and waits for what is under way. */
  @Override
  public void close() {
    clock.shutdownNow();
    callers.close();
  }
}
