package io.imagesearch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings pictures side by side. One that is refused is told and passed over; what concerns each
 * alike ends the run.
 */
final class BulkRun {
  private static final int MOST_GIVEN_UP_IN_A_ROW = 8;

  private final Items items;
  private final Stop stop;
  private final Consumer<Outcome> outcomes;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final AtomicReference<@Nullable Exception> end = new AtomicReference<>();

  BulkRun(Items items, Stop stop, Consumer<Outcome> outcomes) {
    this.items = items;
    this.stop = stop;
    this.outcomes = outcomes;
  }

  /** Returns when each item has ended, or the run was stopped. */
  void run(int parallel) throws ServiceException, LocalFileException, InterruptedException {
    try (workers) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < parallel; i++) {
        all.add(workers.submit(this::work));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker ended without reason", e.getCause());
    }
    switch (end.get()) {
      case ServiceException reason -> throw reason;
      case LocalFileException reason -> throw reason;
      case null, default -> {}
    }
  }

  /** Does not wait for what is under way. */
  void abandon() {
    workers.shutdownNow();
  }

  private void work() {
    try {
      for (Optional<Item> item = next(); item.isPresent() && !stop.isRequested(); item = next()) {
        outcomes.accept(bring(item.get()));
      }
    } catch (ServiceException | LocalFileException e) {
      end.compareAndSet(null, e);
      stop.request();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run is to end, and this worker ends with it
    } catch (RuntimeException e) {
      stop.request();
      throw e;
    }
  }

  private synchronized Optional<Item> next() throws LocalFileException {
    return items.next();
  }

  private Outcome bring(Item item) throws ServiceException, InterruptedException {
    try {
      Outcome outcome = item.bring();
      givenUp.set(0);
      return outcome;
    } catch (ServiceException e) {
      // One file may be what a service in good health stumbles over; many in a row are not.
      boolean many = e.isPassing() && givenUp.incrementAndGet() >= MOST_GIVEN_UP_IN_A_ROW;
      if (e.concernsAll() || many) {
        throw e;
      }
      return new Outcome.Skipped(item.name(), e.problem());
    }
  }
}
