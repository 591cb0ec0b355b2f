package io.imagesearch.library;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.IndexException;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.VectorIndex;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the changes that a crash or a fault cut short. The index decides: what it has was added (or
 * not yet deleted) and stays; what it lacks was never acknowledged (or is as good as deleted) and
 * goes. Each picture is announced anew, so no other process changes it meanwhile.
 */
public final class Recovery implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final ImageStore store;
  private final VectorIndex index;
  private final PictureLocks locks;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("recovery").factory());

  Recovery(ImageStore store, VectorIndex index, PictureLocks locks) {
    this.store = store;
    this.index = index;
    this.locks = locks;
  }

  /** At the start, before anything else changes the collection, and from then on by itself. */
  void start() {
    run();
    var _ =
        clock.scheduleWithFixedDelay(
            this::runUnlessAway, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Once, over all that is unsettled now. */
  public synchronized void run() {
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
    } catch (StoreException | IndexException e) {
      log.atDebug().setCause(e).log("Changes that were cut short have to wait");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Changes that were cut short could not be ended");
    }
  }

  /** Whether it was left to this process, and is now as it should be. */
  private boolean end(ImageId id) {
    Lock lock = locks.of(id);
    if (!lock.tryLock()) {
      return false; // under way here
    }
    try {
      store.announce(id);
      settle(id, index.get(id).map(IndexedImage::details));
      return true;
    } catch (PictureBusyException e) {
      return false; // another process was first
    } finally {
      lock.unlock();
    }
  }

  private void settle(ImageId id, Optional<ImageDetails> indexed) {
    if (indexed.isPresent() && store.contains(id)) {
      store.putDetails(indexed.get());
    } else {
      // With a vector only where a store lost its file: without its bytes it can't be shown.
      indexed.ifPresent(_ -> index.delete(id));
      store.delete(id);
    }
    store.settle(id);
  }
}
