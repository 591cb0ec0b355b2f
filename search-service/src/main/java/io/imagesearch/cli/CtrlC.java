package io.imagesearch.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While it is open, Ctrl-C or a TERM lets a run end in order, and the process waits for that. */
final class CtrlC implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private CtrlC(Stop stop, BulkRun run) {
    hook =
        new Thread(() -> {
          stop.request();
          try {
            if (!ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
              run.abandon();
              ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  static CtrlC ends(Stop stop, BulkRun run) {
    CtrlC ctrlC = new CtrlC(stop, run);
    Runtime.getRuntime().addShutdownHook(ctrlC.hook);
    return ctrlC;
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already; that is what this hook was for.
    }
  }
}
