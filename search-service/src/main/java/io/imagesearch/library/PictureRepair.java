package io.imagesearch.library;

import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.Lane;
import io.imagesearch.generation.Generation;
import io.imagesearch.generation.Generations;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureHeader;
import io.imagesearch.picture.PictureLimits;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.store.ImageStore;
import io.imagesearch.store.PictureBusyException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * Makes store and index agree on one picture, where nobody is changing it. Unlike in {@link
 * Recovery}, nothing says that a change was cut short: what has a picture is right, and what lacks
 * it has lost it.
 */
public final class PictureRepair {
  private static final Duration BUSY_AFTER = Duration.ofSeconds(1);
  private static final Duration EMBED_WITHIN = Duration.ofMinutes(2);

  private final PictureReader reader;
  private final PictureLimits limits;
  private final ByteBudget memory;
  private final ImageStore store;
  private final Generations generations;
  private final PictureLocks locks;
  private final Clock clock;

  PictureRepair(
      PictureReader reader,
      PictureLimits limits,
      ByteBudget memory,
      ImageStore store,
      Generations generations,
      PictureLocks locks,
      Clock clock) {
    this.reader = reader;
    this.limits = limits;
    this.memory = memory;
    this.store = store;
    this.generations = generations;
    this.locks = locks;
    this.clock = clock;
  }

  /** What was found of a picture. */
  public enum State {
    /** Both have it, or neither. */
    AGREED,
    /** The store alone has it. */
    WITHOUT_VECTOR,
    /** The index alone has it. */
    WITHOUT_PICTURE,
    /** The index has other details than the one that serves. */
    OUTDATED,
    /** It is being changed. */
    BUSY
  }

  /** Looks at it while nobody changes it, in the index that serves. */
  public State look(ImageId id) throws InterruptedException {
    Generation serving = serving();
    return alone(id, () -> stateOf(serving, id));
  }

  /**
   * Embeds and indexes what has no vector, removes the vector of what has no picture.
   *
   * @return what it was before
   * @throws PictureException when it can't be embedded; it stays as it is
   */
  public State repair(ImageId id) throws PictureException, InterruptedException {
    return repair(id, serving());
  }

  /**
   * The same for the index of any model: it is to have what the store has, with the details that
   * the index that serves has.
   */
  public State repair(ImageId id, Generation model) throws PictureException, InterruptedException {
    State before = stateOf(model, id);
    return switch (before) {
      case AGREED, BUSY -> alone(id, () -> stateOf(model, id));
      case WITHOUT_PICTURE, OUTDATED -> alone(id, () -> adjust(model, id));
      case WITHOUT_VECTOR -> addVector(id, model);
    };
  }

  private State adjust(Generation model, ImageId id) {
    State now = stateOf(model, id);
    if (now == State.WITHOUT_PICTURE) {
      model.index().delete(id);
      store.delete(id);
    } else if (now == State.OUTDATED) {
      model
          .index()
          .get(id)
          .flatMap(row -> served(id).map(details -> new IndexedImage(details, row.embedding())))
          .ifPresent(row -> model.index().upsert(List.of(row)));
    }
    return now;
  }

  /**
   * Embeds and indexes it if it has no vector. Embedded before it is announced: that takes its
   * time, and a lease has an end.
   *
   * @return what it was before
   */
  State addVector(ImageId id, Generation model) throws PictureException, InterruptedException {
    Optional<ImageDetails> kept = store.details(id);
    try (var _ = memory.take(kept.map(ImageDetails::bytes).orElse(limits.maxBytes()))) {
      Optional<byte[]> original = store.original(id);
      if (original.isEmpty()) {
        return alone(id, () -> stateOf(model, id));
      }
      PictureHeader header = reader.inspect(original.get());
      Embedding embedding =
          model
              .embedder()
              .pictures()
              .embed(original.get(), CropBox.WHOLE, Lane.BULK, Deadline.in(EMBED_WITHIN));
      return alone(
          id,
          () -> {
            State now = stateOf(model, id);
            if (now == State.WITHOUT_VECTOR) {
              // As they are now: somebody may have changed them while this was embedded.
              ImageDetails details =
                  served(id)
                      .or(() -> store.details(id))
                      .orElseGet(() -> guess(id, header, original.get().length));
              model.index().upsert(List.of(new IndexedImage(details, embedding)));
            }
            return now;
          });
    }
  }

  private State stateOf(Generation model, ImageId id) {
    Optional<ImageDetails> indexed = model.index().get(id).map(IndexedImage::details);
    boolean stored = store.contains(id);
    if (indexed.isPresent() != stored) {
      return stored ? State.WITHOUT_VECTOR : State.WITHOUT_PICTURE;
    }
    boolean follows =
        indexed.isEmpty()
            || model.equals(serving())
            || served(id).map(indexed.get()::equals).orElse(true);
    return follows ? State.AGREED : State.OUTDATED;
  }

  private Generation serving() {
    return generations.current().serving();
  }

  private Optional<ImageDetails> served(ImageId id) {
    return serving().index().get(id).map(IndexedImage::details);
  }

  /** Of a picture from before details were kept: whose it was, only the index knew. */
  private ImageDetails guess(ImageId id, PictureHeader header, int bytes) {
    return new ImageDetails(
        id,
        id.value(),
        Uploader.DEFAULT,
        Attributes.NONE,
        header.mediaType(),
        header.width(),
        header.height(),
        bytes,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private State alone(ImageId id, Supplier<State> work) throws InterruptedException {
    Lock lock = locks.of(id);
    if (!lock.tryLock(BUSY_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
      return State.BUSY;
    }
    try {
      store.announce(id);
      State state = work.get();
      store.settle(id);
      return state;
    } catch (PictureBusyException e) {
      return State.BUSY;
    } finally {
      lock.unlock();
    }
  }
}
