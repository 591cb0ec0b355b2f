package io.imagesearch.reconcile;

import io.imagesearch.index.VectorIndex;
import io.imagesearch.library.PictureRepair;
import io.imagesearch.library.Recovery;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.store.ImageStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares store and index when asked, or from time to time; once at a time. */
final class Reconciler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration PACE = Duration.ofSeconds(1);

  private final ImageStore store;
  private final VectorIndex index;
  private final Recovery recovery;
  private final PictureRepair pictures;
  private final int parallelism;
  private final Semaphore one = new Semaphore(1);
  private final AtomicLong left = new AtomicLong();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reconcile").factory());

  Reconciler(
      ImageStore store,
      VectorIndex index,
      Recovery recovery,
      PictureRepair pictures,
      ReconcileProperties properties,
      MeterRegistry meters) {
    this.store = store;
    this.index = index;
    this.recovery = recovery;
    this.pictures = pictures;
    parallelism = properties.parallelism();
    Gauge.builder("reconcile.differences", left, AtomicLong::get).register(meters);
    properties.every().ifPresent(this::start);
  }

  /**
   * Compares, and returns how it ended.
   *
   * @param progress is told about once a second; what it throws ends the comparison
   * @throws ProblemException when a comparison runs already
   */
  ReconcileReport run(boolean repair, Consumer<ReconcileReport> progress)
      throws InterruptedException {
    if (!one.tryAcquire()) {
      throw new ProblemException(
          ProblemType.RECONCILIATION_RUNNING, "This process compares them already.");
    }
    try {
      recovery.run(); // what was cut short is known, and differs for a reason
      Comparison comparison = new Comparison(store, index, pictures, repair, parallelism);
      ReconcileReport report = comparison.run(new Paced(() -> progress.accept(comparison.soFar())));
      left.set(report.withoutVector() + report.withoutPicture() - report.repaired());
      return report;
    } finally {
      one.release();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void start(Duration every) {
    var _ =
        clock.scheduleWithFixedDelay(
            this::repair, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void repair() {
    try {
      ReconcileReport report = run(true, _ -> {});
      log.atInfo()
          .addKeyValue("pictures", report.pictures())
          .addKeyValue("withoutVector", report.withoutVector())
          .addKeyValue("withoutPicture", report.withoutPicture())
          .addKeyValue("repaired", report.repaired())
          .addKeyValue("busy", report.busy())
          .log("Compared store and index");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("Store and index could not be compared");
    }
  }

  private static final class Paced implements Comparison.Watcher {
    private final Runnable tell;
    private long told = System.nanoTime();

    Paced(Runnable tell) {
      this.tell = tell;
    }

    @Override
    public void progress() {
      if (System.nanoTime() - told > PACE.toNanos()) {
        told = System.nanoTime();
        tell.run();
      }
    }
  }
}
