package io.imagesearch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings files side by side. A file that is refused is told and passed over; what concerns every
 * file alike ends the run.
 */
final class IngestRun {
  private static final int MOST_GIVEN_UP_IN_A_ROW = 8;

  private final FileUpload upload;
  private final Stop stop;
  private final Consumer<Outcome> outcomes;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final AtomicReference<@Nullable ServiceException> end = new AtomicReference<>();

  IngestRun(FileUpload upload, Stop stop, Consumer<Outcome> outcomes) {
    this.upload = upload;
    this.stop = stop;
    this.outcomes = outcomes;
  }

  /** Returns when each file has ended, or the run was stopped. */
  void run(LocalFiles found, int parallel) throws ServiceException, InterruptedException {
    found.unreadable().forEach(outcomes);
    try (workers) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < parallel && i < found.files().size(); i++) {
        all.add(workers.submit(() -> work(found)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker ended without reason", e.getCause());
    }
    ServiceException reason = end.get();
    if (reason != null) {
      throw reason;
    }
  }

  /** Does not wait for what is under way. */
  void abandon() {
    workers.shutdownNow();
  }

  private void work(LocalFiles found) {
    List<Path> files = found.files();
    try {
      for (int i = next.getAndIncrement();
          i < files.size() && !stop.isRequested();
          i = next.getAndIncrement()) {
        outcomes.accept(bring(found.nameOf(files.get(i)), files.get(i)));
      }
    } catch (ServiceException e) {
      end.compareAndSet(null, e);
      stop.request();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run is to end, and this worker ends with it
    } catch (RuntimeException e) {
      stop.request();
      throw e;
    }
  }

  private Outcome bring(String name, Path file) throws ServiceException, InterruptedException {
    try {
      Outcome outcome = upload.bring(name, file);
      givenUp.set(0);
      return outcome;
    } catch (ServiceException e) {
      // One file may be what a service in good health stumbles over; many in a row are not.
      boolean many = e.isPassing() && givenUp.incrementAndGet() >= MOST_GIVEN_UP_IN_A_ROW;
      if (e.concernsAll() || many) {
        throw e;
      }
      return new Outcome.Skipped(name, e.problem());
    }
  }
}
