package io.imagesearch.library;

import io.imagesearch.embedding.EmbedderUnavailableException;
import io.imagesearch.embedding.EmbeddingException;
import io.imagesearch.embedding.QueueFullException;
import io.imagesearch.generation.Current;
import io.imagesearch.generation.Generation;
import io.imagesearch.generation.Generations;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.IndexException;
import io.imagesearch.index.IndexUnavailableException;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.picture.PictureException;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.store.ImageStore;
import io.imagesearch.store.PictureBusyException;
import io.imagesearch.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the changes that a crash or a fault cut short. What the index has was added (or not yet
 * deleted) and stays. Of what it lacks, a picture without details was to go, and goes; one with
 * details was to be added, or is one whose vector was just being replaced, and is embedded again.
 * Each picture is announced anew, so no other process changes it meanwhile. The index is the one
 * that serves; another model's follows, and brings what it lacks when it is moved to.
 */
public final class Recovery implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final ImageStore store;
  private final Generations generations;
  private final Copies copies;
  private final PictureLocks locks;
  private final PictureRepair repair;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("recovery").factory());

  Recovery(ImageStore store, Generations generations, PictureLocks locks, PictureRepair repair) {
    this.store = store;
    this.generations = generations;
    copies = new Copies(generations);
    this.locks = locks;
    this.repair = repair;
  }

  /** Now, and from then on by itself; where store or index are away now, it is done later. */
  void start() {
    runUnlessAway();
    var _ =
        clock.scheduleWithFixedDelay(
            this::runUnlessAway, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Once, over all that is unsettled now. */
  public synchronized void run() throws InterruptedException {
    List<ImageId> unsettled = store.unsettled();
    int ended = 0;
    for (ImageId id : unsettled) {
      ended += end(id) ? 1 : 0;
    }
    if (ended > 0) {
      log.atInfo().addKeyValue("pictures", ended).log("Ended changes that were cut short");
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void runUnlessAway() {
    try {
      run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the service stops
    } catch (StoreException
        | IndexException
        | IndexUnavailableException
        | EmbedderUnavailableException
        | EmbeddingException
        | QueueFullException
        | ProblemException e) {
      log.atDebug().setCause(e).log("Changes that were cut short have to wait");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Changes that were cut short could not be ended");
    }
  }

  /** Whether it was left to this process, and is now as it should be. */
  private boolean end(ImageId id) throws InterruptedException {
    Optional<Boolean> whole = alone(id, () -> settle(id, generations.forWriting()));
    if (whole.isEmpty() || whole.get()) {
      return whole.isPresent();
    }
    try {
      return addVectors(id);
    } catch (PictureException e) {
      log.atWarn().addKeyValue("id", id).setCause(e).log("What was to be added can't be embedded");
      return alone(id, () -> giveUp(id)).orElse(false);
    }
  }

  /** As an upload does: where another model is about to serve, to that one too. */
  private boolean addVectors(ImageId id) throws PictureException, InterruptedException {
    Current written;
    do {
      written = generations.forWriting();
      if (repair.addVector(id, written.serving()) == PictureRepair.State.BUSY) {
        return false;
      }
      for (Generation other : written.standby().filter(written::requires).stream().toList()) {
        addVectorIfItCan(id, other);
      }
    } while (!generations.forWriting().equals(written));
    return true;
  }

  /** Where it can't, the picture is one of those that whoever moves the collection tolerates. */
  private void addVectorIfItCan(ImageId id, Generation other) throws InterruptedException {
    try {
      PictureRepair.State _ = repair.addVector(id, other);
    } catch (PictureException e) {
      log.atDebug().addKeyValue("id", id).setCause(e).log("Another model can't embed this");
    }
  }

  /** The work's answer, with the picture announced; empty where somebody else changes it. */
  private <T> Optional<T> alone(ImageId id, Supplier<T> work) {
    Lock lock = locks.of(id);
    if (!lock.tryLock()) {
      return Optional.empty(); // under way here
    }
    try {
      store.announce(id);
      return Optional.of(work.get());
    } catch (PictureBusyException e) {
      return Optional.empty(); // another process was first
    } finally {
      lock.unlock();
    }
  }

  /** Whether store and index now agree; if not, the picture is to be embedded. */
  private boolean settle(ImageId id, Current current) {
    Optional<ImageDetails> indexed = current.serving().index().get(id).map(IndexedImage::details);
    boolean stored = store.contains(id);
    if (stored && indexed.isPresent()) {
      store.putDetails(indexed.get());
      copies.follow(current, indexed.get());
      store.settle(id);
      return true;
    }
    return !(stored && store.details(id).isPresent()) && forget(id);
  }

  /** What another model has was acknowledged once, and is only not to be found by this one. */
  private boolean giveUp(ImageId id) {
    Optional<Generation> other = generations.forWriting().standby();
    if (other.isEmpty() && generations.isOpening()) {
      return false; // it may have it
    }
    if (other.filter(each -> each.index().get(id).isPresent()).isEmpty()) {
      return forget(id);
    }
    store.settle(id);
    return true;
  }

  private boolean forget(ImageId id) {
    // There only where a store lost its file: without its bytes a picture can't be shown.
    copies.delete(id);
    store.delete(id);
    store.settle(id);
    return true;
  }
}
