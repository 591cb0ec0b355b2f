package io.imagesearch.library;

import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.VectorIndex;
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
  private final PictureEmbedder embedder;
  private final ByteBudget memory;
  private final ImageStore store;
  private final VectorIndex index;
  private final PictureLocks locks;
  private final Clock clock;

  PictureRepair(
      PictureReader reader,
      PictureLimits limits,
      PictureEmbedder embedder,
      ByteBudget memory,
      ImageStore store,
      VectorIndex index,
      PictureLocks locks,
      Clock clock) {
    this.reader = reader;
    this.limits = limits;
    this.embedder = embedder;
    this.memory = memory;
    this.store = store;
    this.index = index;
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
    /** It is being changed. */
    BUSY
  }

  /** Looks at it while nobody changes it. */
  public State look(ImageId id) throws InterruptedException {
    return alone(id, () -> stateOf(id));
  }

  /**
   * Embeds and indexes what has no vector, removes the vector of what has no picture.
   *
   * @return what it was before
   * @throws PictureException when it can't be embedded; it stays as it is
   */
  public State repair(ImageId id) throws PictureException, InterruptedException {
    State before = look(id);
    return switch (before) {
      case AGREED, BUSY -> before;
      case WITHOUT_PICTURE -> alone(id, () -> removeVector(id));
      case WITHOUT_VECTOR -> addVector(id);
    };
  }

  private State removeVector(ImageId id) {
    State now = stateOf(id);
    if (now == State.WITHOUT_PICTURE) {
      index.delete(id);
      store.delete(id);
    }
    return now;
  }

  /**
   * Embeds and indexes it if it has no vector. Embedded before it is announced: that takes its
   * time, and a lease has an end.
   *
   * @return what it was before
   */
  State addVector(ImageId id) throws PictureException, InterruptedException {
    Optional<ImageDetails> kept = store.details(id);
    try (var _ = memory.take(kept.map(ImageDetails::bytes).orElse(limits.maxBytes()))) {
      Optional<byte[]> original = store.original(id);
      if (original.isEmpty()) {
        return look(id);
      }
      PictureHeader header = reader.inspect(original.get());
      Embedding embedding =
          embedder.embed(original.get(), CropBox.WHOLE, Lane.BULK, Deadline.in(EMBED_WITHIN));
      ImageDetails details = kept.orElseGet(() -> guess(id, header, original.get().length));
      return alone(
          id,
          () -> {
            State now = stateOf(id);
            if (now == State.WITHOUT_VECTOR) {
              index.upsert(List.of(new IndexedImage(details, embedding)));
            }
            return now;
          });
    }
  }

  private State stateOf(ImageId id) {
    boolean indexed = index.get(id).isPresent();
    return indexed == store.contains(id)
        ? State.AGREED
        : indexed ? State.WITHOUT_PICTURE : State.WITHOUT_VECTOR;
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
