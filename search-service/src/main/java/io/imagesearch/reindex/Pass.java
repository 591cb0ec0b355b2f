package io.imagesearch.reindex;

import io.imagesearch.generation.Generation;
import io.imagesearch.generation.ReindexJob.Failure;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.library.PictureRepair;
import io.imagesearch.picture.PictureException;
import io.imagesearch.problem.Problems;
import io.imagesearch.store.ImageStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk over the store, the index that serves and the one of another model, side by side. What
 * the other one lacks is embedded, what it has too much is removed, and what it knows differently
 * is put right. Nothing is remembered between passes: what is there is seen.
 */
final class Pass {
  private static final Logger log = LoggerFactory.getLogger(Pass.class);
  private static final int PAGE = 500;
  private static final int NAMED = 100;

  private final ImageStore store;
  private final PictureRepair pictures;
  private final VectorIndex serving;
  private final Generation other;
  private final int parallelism;
  private final int sampleSize;
  private final SplittableRandom random = new SplittableRandom();
  private final List<ImageId> sample = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private long alike;
  private long adjusted;
  private long left;
  private long failed;
  private @Nullable String obstacle;

  Pass(
      ImageStore store,
      PictureRepair pictures,
      VectorIndex serving,
      Generation other,
      int parallelism,
      int sampleSize) {
    this.store = store;
    this.pictures = pictures;
    this.serving = serving;
    this.other = other;
    this.parallelism = parallelism;
    this.sampleSize = sampleSize;
  }

  /**
   * What a pass has found.
   *
   * @param alike pictures that needed nothing
   * @param adjusted that needed something, and got it
   * @param left that somebody was changing, or that could not be embedded for now
   * @param failed that can't be embedded
   * @param failures the first of them
   * @param obstacle why one could not be embedded for now
   */
  record Result(
      long alike,
      long adjusted,
      long left,
      long failed,
      List<Failure> failures,
      Optional<String> obstacle,
      List<ImageId> sample) {

    /** Whether there was nothing to do but for what can't be done. */
    boolean isQuiet() {
      return adjusted == 0 && left == 0;
    }
  }

  /** Ends early where its thread is interrupted. */
  Result run() throws InterruptedException {
    Pages<ImageId> stored = new Pages<>(after -> store.list(after, PAGE), id -> id);
    Pages<ImageDetails> served = pagesOf(serving);
    Pages<ImageDetails> others = pagesOf(other.index());
    Semaphore window = new Semaphore(parallelism);
    ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Optional<ImageId> next = smallest(stored.peek(), served.peek(), others.peek());
      while (next.isPresent()) {
        ImageId id = next.get();
        boolean isStored = stored.take(id).isPresent();
        Optional<ImageDetails> known = served.take(id);
        Optional<ImageDetails> here = others.take(id);
        if (isStored
            ? here.isPresent() && known.map(here.get()::equals).orElse(true)
            : here.isEmpty()) {
          pass(id, isStored);
        } else {
          window.acquire();
          each.execute(() -> adjust(id, window));
        }
        next = smallest(stored.peek(), served.peek(), others.peek());
      }
      window.acquire(parallelism);
      return soFar();
    } finally {
      each.shutdownNow();
      each.close();
    }
  }

  synchronized Result soFar() {
    return new Result(
        alike,
        adjusted,
        left,
        failed,
        List.copyOf(failures),
        Optional.ofNullable(obstacle),
        List.copyOf(sample));
  }

  /** Any picture has the same chance to be in the sample. */
  private synchronized void pass(ImageId id, boolean isStored) {
    if (!isStored) {
      return;
    }
    alike++;
    if (sample.size() < sampleSize) {
      sample.add(id);
    } else {
      long place = random.nextLong(alike);
      if (place < sampleSize) {
        sample.set((int) place, id);
      }
    }
  }

  private void adjust(ImageId id, Semaphore window) {
    try {
      PictureRepair.State before = pictures.repair(id, other);
      switch (before) {
        case AGREED -> pass(id, true);
        case BUSY -> leave("somebody is changing pictures");
        case WITHOUT_VECTOR, WITHOUT_PICTURE, OUTDATED -> count();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the job ends
    } catch (PictureException e) {
      fail(id, Problems.of(e).type().slug());
    } catch (RuntimeException e) {
      log.atDebug().addKeyValue("id", id).setCause(e).log("A picture is left for the next pass");
      leave(Problems.of(e).type().title());
    } finally {
      window.release();
    }
  }

  private synchronized void count() {
    adjusted++;
  }

  private synchronized void leave(String why) {
    left++;
    obstacle = why;
  }

  private synchronized void fail(ImageId id, String problem) {
    failed++;
    if (failures.size() < NAMED) {
      failures.add(new Failure(id.value(), problem));
    }
  }

  private static Pages<ImageDetails> pagesOf(VectorIndex index) {
    return new Pages<>(after -> index.list(ImageFilter.ALL, after, PAGE), ImageDetails::id);
  }

  private static Optional<ImageId> smallest(
      Optional<ImageId> one, Optional<ImageId> another, Optional<ImageId> third) {
    return Stream.of(one, another, third).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }
}
