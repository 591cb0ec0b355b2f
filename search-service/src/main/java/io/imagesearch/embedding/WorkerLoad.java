package io.imagesearch.embedding;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How fast and how busy the workers have been lately. */
final class WorkerLoad {
  /** Share of the newest pass in the running mean of the time that a picture takes. */
  private static final double NEWEST = 0.2;

  /** Over which the busy share is averaged, with exponentially fading memory. */
  private static final double WINDOW_NANOS = 15e9;

  private final int workers;
  private final LongSupplier nanoTime;
  private double nanosPerPicture;
  private double busyShare;
  private int running;
  private long updated;

  WorkerLoad(int workers, LongSupplier nanoTime) {
    this.workers = workers;
    this.nanoTime = nanoTime;
    this.updated = nanoTime.getAsLong();
  }

  synchronized void passBegan() {
    advance();
    running++;
  }

  synchronized void passEnded() {
    advance();
    running--;
  }

  synchronized void passed(int pictures, long nanos) {
    double now = (double) nanos / pictures;
    nanosPerPicture = nanosPerPicture == 0 ? now : NEWEST * now + (1 - NEWEST) * nanosPerPicture;
  }

  /** When so many pictures should be done, in whole seconds, at least one. */
  synchronized Duration timeFor(int pictures, int workersAlive) {
    double seconds = pictures * nanosPerPicture / Math.max(1, workersAlive) / 1e9;
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(seconds)));
  }

  /** Share of the workers' time that went into passes lately, 0 to 1. */
  synchronized double busyShare() {
    advance();
    return busyShare;
  }

  private void advance() {
    long now = nanoTime.getAsLong();
    double remembered = Math.exp(-(now - updated) / WINDOW_NANOS);
    busyShare = remembered * busyShare + (1 - remembered) * running / workers;
    updated = now;
  }
}
