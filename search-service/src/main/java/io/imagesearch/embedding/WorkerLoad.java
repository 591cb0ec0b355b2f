package io.imagesearch.embedding;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How fast and how busy the workers have been lately, and what runs now. */
final class WorkerLoad {
  /** Share of the newest pass in the running mean of the time that a picture takes. */
  private static final double NEWEST = 0.2;

  /** Over which the busy share is averaged, with exponentially fading memory. */
  private static final double WINDOW_NANOS = 15e9;

  /** So many times its usual time, and a pass is taken for stuck. */
  private static final int STUCK = 20;

  private final int workers;
  private final LongSupplier nanoTime;
  private final Set<Running> running = new HashSet<>();
  private double nanosPerPicture;
  private double busyShare;
  private long updated;

  WorkerLoad(int workers, LongSupplier nanoTime) {
    this.workers = workers;
    this.nanoTime = nanoTime;
    this.updated = nanoTime.getAsLong();
  }

  /** What one worker has taken and not answered yet; the same one only to itself. */
  static final class Running {
    private final int pictures;
    private final long began;
    private final Thread thread = Thread.currentThread();

    private Running(int pictures, long began) {
      this.pictures = pictures;
      this.began = began;
    }

    Thread thread() {
      return thread;
    }

    int pictures() {
      return pictures;
    }
  }

  synchronized Running began(int pictures) {
    advance();
    Running began = new Running(pictures, nanoTime.getAsLong());
    running.add(began);
    return began;
  }

  synchronized void ended(Running ended) {
    advance();
    running.remove(ended);
  }

  /** Of full batches only: how long a queue takes is decided by those. */
  synchronized void fullPass(double nanosForEach) {
    nanosPerPicture =
        nanosPerPicture == 0
            ? nanosForEach
            : NEWEST * nanosForEach + (1 - NEWEST) * nanosPerPicture;
  }

  /** How long a picture waits that comes after so many. */
  synchronized Duration waitAfter(int pictures, int workersAlive) {
    double ahead = (double) pictures + inFlight();
    return Duration.ofNanos((long) (ahead * nanosPerPicture / Math.max(1, workersAlive)));
  }

  /** How many may be ahead of a picture that is to wait no longer than this. */
  synchronized int picturesWithin(Duration wait, int workersAlive) {
    if (nanosPerPicture == 0) {
      return Integer.MAX_VALUE;
    }
    // The conversion saturates, and so does the cast.
    double nanos = TimeUnit.NANOSECONDS.convert(wait);
    int within = (int) (nanos * Math.max(1, workersAlive) / nanosPerPicture);
    // Where one pass takes longer than anybody should wait, one may still be waited for.
    return Math.max(workersAlive, within - inFlight());
  }

  /** Pictures in passes. */
  synchronized int inFlight() {
    return running.stream().mapToInt(each -> each.pictures).sum();
  }

  /** Share of the workers' time that went into passes lately, 0 to 1. */
  synchronized double busyShare() {
    advance();
    return busyShare;
  }

  /** Passes that run for longer than this and for many times as long as they should. */
  synchronized List<Running> stuck(Duration least) {
    long now = nanoTime.getAsLong();
    return running.stream()
        .filter(each -> now - each.began > least.toNanos())
        .filter(each -> now - each.began > STUCK * nanosPerPicture * each.pictures)
        .toList();
  }

  private void advance() {
    long now = nanoTime.getAsLong();
    double remembered = Math.exp(-(now - updated) / WINDOW_NANOS);
    busyShare = remembered * busyShare + (1 - remembered) * running.size() / workers;
    updated = now;
  }
}
