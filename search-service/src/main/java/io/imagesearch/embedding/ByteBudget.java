package io.imagesearch.embedding;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the encoded pictures that are in memory at once, so that a burst waits instead of falls.
 */
public final class ByteBudget {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int UNIT = 1024;

  private final int units;
  private final Semaphore free;

  public ByteBudget(long bytes) {
    units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
    free = new Semaphore(units, true);
  }

  /**
   * Waits for room.
   *
   * @return give it back by closing
   * @throws QueueFullException when there is none within five seconds
   */
  public Share take(long bytes) throws InterruptedException {
    int wanted = (int) Math.min(units, Math.max(1, bytes / UNIT));
    if (!free.tryAcquire(wanted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new QueueFullException(free.getQueueLength(), PATIENCE);
    }
    return () -> free.release(wanted);
  }

  /** A taken part of the budget. */
  @FunctionalInterface
  public interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
