package io.imagesearch.library;

import io.imagesearch.access.Caller;
import io.imagesearch.embedding.Lane;
import io.imagesearch.generation.Current;
import io.imagesearch.generation.Generation;
import io.imagesearch.generation.Generations;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.picture.Thumbnails;
import io.imagesearch.problem.Problems;
import io.imagesearch.request.Step;
import io.imagesearch.store.ImageStore;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The collection: every picture is in the store and in the index, or in neither.
 *
 * <p>A picture is embedded before anything is written, so that what can't be embedded leaves no
 * trace; then it goes to the store, then to the index, then it is acknowledged. Deleting goes the
 * other way round. A change is announced in the store before and settled after it: {@link Recovery}
 * ends what was cut short. Within the process a lock keeps two changes of a picture apart, and
 * among processes the announcement does; what was known before it is looked up again after it.
 */
public final class ImageLibrary {
  private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration BULK_TIMEOUT = Duration.ofMinutes(2);

  private final PictureReader reader;
  private final Thumbnails thumbnails;
  private final ImageStore store;
  private final Generations generations;
  private final Copies copies;
  private final Clock clock;
  private final PictureLocks locks;

  ImageLibrary(
      PictureReader reader,
      Thumbnails thumbnails,
      ImageStore store,
      Generations generations,
      PictureLocks locks,
      Clock clock) {
    this.reader = reader;
    this.thumbnails = thumbnails;
    this.store = store;
    this.generations = generations;
    copies = new Copies(generations);
    this.locks = locks;
    this.clock = clock;
  }

  /**
   * Adds a picture, unless its bytes are there already. On return it is durable and searchable.
   *
   * @throws PictureException when the picture is at fault; nothing was written
   */
  public AddResult add(NewImage image, Lane lane) throws PictureException, InterruptedException {
    ImageId id = ImageId.of(image.bytes());
    Lock lock = locks.of(id);
    lock.lockInterruptibly();
    try {
      Current current = generations.forWriting();
      Optional<IndexedImage> there = current.serving().index().get(id);
      if (there.isPresent()) {
        return new AddResult.Existed(there.get().details());
      }
      return addNew(id, image, lane, current);
    } finally {
      lock.unlock();
    }
  }

  private AddResult addNew(ImageId id, NewImage image, Lane lane, Current current)
      throws PictureException, InterruptedException {
    try (var _ = copies.begin()) {
      Generation model = current.serving();
      Picture picture = Step.DECODE.of(() -> decode(model, image.bytes(), lane));
      Duration timeout = lane == Lane.BULK ? BULK_TIMEOUT : UPLOAD_TIMEOUT;
      Copies.Embeddings embeddings = new Copies.Embeddings(image, lane, timeout);
      embeddings.make(model, picture);
      Copies.prepare(current, embeddings);
      byte[] thumbnail = lane.of(reader).work(picture, whole -> thumbnails.jpeg(whole.pixels()));
      ImageDetails details = detailsOf(id, image, picture);
      Step.ANNOUNCE.in(() -> store.announce(id));
      Optional<IndexedImage> meanwhile = generations.forWriting().serving().index().get(id);
      if (meanwhile.isPresent()) {
        store.settle(id);
        return new AddResult.Existed(meanwhile.get().details());
      }
      Step.STORE.in(() -> store.put(details, image.bytes(), thumbnail));
      Step.WRITE_INDEX.in(() -> copies.add(details, embeddings));
      store.settle(id);
      return new AddResult.Added(details);
    }
  }

  /**
   * Replaces a picture's attributes; empty when there is no such picture.
   *
   * @param permission throws where the picture is not the caller's to change
   */
  public Optional<ImageDetails> changeAttributes(
      ImageId id, Consumer<ImageDetails> permission, UnaryOperator<Attributes> change) {
    return changing(
        id,
        old -> {
          permission.accept(old.details());
          return new IndexedImage(
              old.details().withAttributes(change.apply(old.details().attributes())),
              old.embedding());
        },
        changed -> {
          // Where the index then fails, it still has what callers see, and Recovery goes by it.
          store.putDetails(changed.details());
          copies.change(changed.details());
        });
  }

  /**
   * Removes a picture from index and store; empty when there was none.
   *
   * @param permission throws where the picture is not the caller's to remove
   */
  public Optional<ImageDetails> remove(ImageId id, Consumer<ImageDetails> permission) {
    return changing(
        id,
        old -> {
          permission.accept(old.details());
          return old;
        },
        _ -> {
          store.deleteDetails(id);
          copies.delete(id);
          store.delete(id);
        });
  }

  /** A picture by the text of its id; what the caller may not read is as if it were not there. */
  ImageDetails visible(String id, Caller caller) {
    return ImageId.parse(id)
        .flatMap(generations.current().serving().index()::get)
        .map(IndexedImage::details)
        .filter(image -> caller.mayRead(image.uploader()))
        .orElseThrow(() -> Problems.unknownImage(id));
  }

  /** Bulk work has room in the queue for as many pictures as it brings at once. */
  private Picture decode(Generation model, byte[] bytes, Lane lane)
      throws PictureException, InterruptedException {
    int resize = model.preprocessing().resize();
    if (lane == Lane.BULK) {
      return lane.of(reader).decode(bytes, resize, CropBox.WHOLE);
    }
    try (var _ = model.embedder().pictures().prepare(lane)) {
      return reader.decode(bytes, resize, CropBox.WHOLE);
    }
  }

  /**
   * Nothing is announced for a picture that isn't there, or isn't the caller's; both are looked at
   * again once no other process can change it.
   *
   * @param judge throws where it is refused, before anything is written
   */
  private Optional<ImageDetails> changing(
      ImageId id, UnaryOperator<IndexedImage> judge, Consumer<IndexedImage> write) {
    Lock lock = locks.of(id);
    lock.lock();
    try {
      if (generations.forWriting().serving().index().get(id).map(judge).isEmpty()) {
        return Optional.empty();
      }
      store.announce(id);
      Optional<IndexedImage> judged;
      try {
        judged = generations.forWriting().serving().index().get(id).map(judge);
      } catch (RuntimeException e) {
        store.settle(id);
        throw e;
      }
      judged.ifPresent(write);
      store.settle(id);
      return judged.map(IndexedImage::details);
    } finally {
      lock.unlock();
    }
  }

  private ImageDetails detailsOf(ImageId id, NewImage image, Picture picture) {
    return new ImageDetails(
        id,
        image.fileName(),
        image.uploader(),
        image.attributes(),
        picture.header().mediaType(),
        picture.header().width(),
        picture.header().height(),
        image.bytes().length,
        image
            .before()
            .map(NewImage.Before::addedAt)
            .orElseGet(clock::instant)
            .truncatedTo(ChronoUnit.MILLIS));
  }
}
