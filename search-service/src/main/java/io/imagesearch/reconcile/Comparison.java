package io.imagesearch.reconcile;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.library.PictureRepair;
import io.imagesearch.library.PictureRepair.State;
import io.imagesearch.problem.Problems;
import io.imagesearch.reconcile.Difference.Kind;
import io.imagesearch.reconcile.Difference.Outcome;
import io.imagesearch.store.ImageStore;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk through both listings side by side. Listings are of different moments, so what they
 * differ in is looked at once more, while nobody changes it.
 */
final class Comparison {
  private static final Logger log = LoggerFactory.getLogger(Comparison.class);
  private static final int PAGE = 1000;

  private final ImageStore store;
  private final VectorIndex index;
  private final PictureRepair pictures;
  private final boolean repair;
  private final int parallelism;
  private final Tally tally;

  Comparison(
      ImageStore store,
      VectorIndex index,
      PictureRepair pictures,
      boolean repair,
      int parallelism) {
    this.store = store;
    this.index = index;
    this.pictures = pictures;
    this.repair = repair;
    this.parallelism = parallelism;
    tally = new Tally(repair);
  }

  /** Told after each step; what it throws ends the walk. */
  interface Watcher {
    void progress();
  }

  ReconcileReport soFar() {
    return tally.report("running");
  }

  ReconcileReport run(Watcher watcher) throws InterruptedException {
    Ids stored = new Ids(after -> store.list(after, PAGE));
    Ids indexed =
        new Ids(after ->
            index.list(ImageFilter.ALL, after, PAGE).stream().map(ImageDetails::id).toList());
    Semaphore window = new Semaphore(parallelism);
    ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Optional<ImageId> next = smaller(stored.peek(), indexed.peek());
      while (next.isPresent()) {
        ImageId id = next.get();
        boolean isStored = passed(stored, id);
        boolean isIndexed = passed(indexed, id);
        tally.count(isStored, isIndexed);
        if (isStored != isIndexed) {
          window.acquire();
          each.execute(() -> examine(id, window));
        }
        watcher.progress();
        next = smaller(stored.peek(), indexed.peek());
      }
      window.acquire(parallelism);
      return tally.report("completed");
    } finally {
      each.shutdownNow();
      each.close();
    }
  }

  private void examine(ImageId id, Semaphore window) {
    State found = State.BUSY;
    try {
      found = pictures.look(id);
      if (repair) {
        found = pictures.repair(id);
      }
      end(id, found, repair ? Outcome.REPAIRED : Outcome.FOUND, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller has gone, or the service stops
    } catch (Exception e) {
      log.atWarn().addKeyValue("id", id).setCause(e).log("A picture could not be repaired");
      end(id, found, Outcome.FAILED, Problems.of(e).type().slug());
    } finally {
      window.release();
    }
  }

  private void end(ImageId id, State found, Outcome outcome, @Nullable String problem) {
    switch (found) {
      case AGREED, OUTDATED -> {}
      case BUSY -> tally.addBusy();
      case WITHOUT_VECTOR -> tally.add(new Difference(id, Kind.WITHOUT_VECTOR, outcome, problem));
      case WITHOUT_PICTURE -> tally.add(new Difference(id, Kind.WITHOUT_PICTURE, outcome, problem));
    }
  }

  private static boolean passed(Ids ids, ImageId id) {
    boolean there = ids.peek().filter(id::equals).isPresent();
    if (there) {
      ids.pass();
    }
    return there;
  }

  private static Optional<ImageId> smaller(Optional<ImageId> one, Optional<ImageId> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().compareTo(other.get()) <= 0 ? one : other;
  }
}
