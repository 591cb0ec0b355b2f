package io.imagesearch.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish to end a run early, which also ends every wait of it. */
final class Stop implements Retry.Pause {
  private final CountDownLatch requested = new CountDownLatch(1);

  void request() {
    requested.countDown();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Whether the time passed without that wish. */
  boolean passed(Duration time) throws InterruptedException {
    return !requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (!passed(time)) {
      throw new InterruptedException("the run is to end");
    }
  }
}
