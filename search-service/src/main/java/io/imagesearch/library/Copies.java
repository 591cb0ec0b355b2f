package io.imagesearch.library;

import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.Lane;
import io.imagesearch.generation.Current;
import io.imagesearch.generation.Generation;
import io.imagesearch.generation.Generations;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the index of each model that the collection has now. Another model than the one that
 * serves may fail as long as it is not about to serve: whoever moves the collection to it looks for
 * what it lacks.
 */
final class Copies {
  private static final Logger log = LoggerFactory.getLogger(Copies.class);

  /** For an embedding that an upload can do without. */
  private static final Duration OPTIONAL_WITHIN = Duration.ofSeconds(5);

  private final Generations generations;
  private final SharedUpserts upserts = new SharedUpserts();

  Copies(Generations generations) {
    this.generations = generations;
  }

  /** Of a picture that is about to be added: others that are written meanwhile wait for it. */
  SharedUpserts.Addition begin() {
    return upserts.begin();
  }

  /** What a picture becomes in each model. */
  static final class Embeddings {
    private final byte[] bytes;
    private final Lane lane;
    private final Duration required;
    private final Map<String, Embedding> known = new HashMap<>();

    /**
     * @param required how long an embedding that can't be done without may take
     */
    Embeddings(NewImage image, Lane lane, Duration required) {
      bytes = image.bytes();
      this.lane = lane;
      this.required = required;
      image
          .before()
          .flatMap(NewImage.Before::vector)
          .ifPresent(brought -> known.put(brought.fingerprint(), brought.embedding()));
    }

    /** Of the picture as it was decoded for this model, unless the model's was brought along. */
    void make(Generation model, Picture picture) throws PictureException, InterruptedException {
      String fingerprint = model.spec().fingerprint();
      if (!known.containsKey(fingerprint)) {
        known.put(
            fingerprint,
            model.embedder().pictures().embed(bytes, picture, lane, Deadline.in(required)));
      }
    }

    Embedding in(Current current, Generation generation)
        throws PictureException, InterruptedException {
      String model = generation.spec().fingerprint();
      Embedding embedding = known.get(model);
      if (embedding == null) {
        Duration within = current.requires(generation) ? required : OPTIONAL_WITHIN;
        embedding =
            generation.embedder().pictures().embed(bytes, CropBox.WHOLE, lane, Deadline.in(within));
        known.put(model, embedding);
      }
      return embedding;
    }
  }

  /** Embeds for the other model beforehand, while nothing is locked among processes. */
  static void prepare(Current current, Embeddings embeddings)
      throws PictureException, InterruptedException {
    for (Generation each : current.standby().stream().toList()) {
      attempt(
          current,
          each,
          () -> {
            var _ = embeddings.in(current, each);
          });
    }
  }

  /** The picture as it is new. */
  void add(ImageDetails details, Embeddings embeddings)
      throws PictureException, InterruptedException {
    Current written;
    do {
      written = generations.forWriting();
      add(written, details, embeddings);
    } while (!generations.forWriting().equals(written));
  }

  /** New details of a picture; a model that lacks it gets it later, with these. */
  void change(ImageDetails details) {
    everywhere(each ->
        each.index()
            .get(details.id())
            .ifPresent(
                row -> each.index().upsert(List.of(new IndexedImage(details, row.embedding())))));
  }

  /** Details as the model that serves has them, where another one has others. */
  void follow(Current current, ImageDetails details) {
    Consumer<Generation> write =
        each ->
            each.index()
                .get(details.id())
                .filter(row -> !row.details().equals(details))
                .ifPresent(row ->
                    each.index().upsert(List.of(new IndexedImage(details, row.embedding()))));
    current.standby().ifPresent(other -> write(current, other, write));
  }

  void delete(ImageId id) {
    everywhere(each -> {
      boolean _ = each.index().delete(id);
    });
  }

  /** Until all who are asked for now have it: there may be another one meanwhile. */
  private void everywhere(Consumer<Generation> write) {
    Current written;
    do {
      written = generations.forWriting();
      for (Generation each : written.all()) {
        write(written, each, write);
      }
    } while (!generations.forWriting().equals(written));
  }

  private void add(Current to, ImageDetails details, Embeddings embeddings)
      throws PictureException, InterruptedException {
    for (Generation each : to.all()) {
      attempt(
          to,
          each,
          () -> {
            IndexedImage image = new IndexedImage(details, embeddings.in(to, each));
            upserts.upsert(each.index(), image, embeddings.lane);
          });
    }
  }

  private static void write(Current current, Generation to, Consumer<Generation> write) {
    try {
      write.accept(to);
    } catch (RuntimeException e) {
      if (current.requires(to)) {
        throw e;
      }
      later(to, e);
    }
  }

  private static void attempt(Current current, Generation generation, Write write)
      throws PictureException, InterruptedException {
    try {
      write.run();
    } catch (PictureException | RuntimeException e) {
      if (current.requires(generation)) {
        throw e;
      }
      later(generation, e);
    }
  }

  private static void later(Generation other, Exception e) {
    log.atDebug()
        .addKeyValue("model", other.spec().label())
        .setCause(e)
        .log("Another model gets this later");
  }

  private interface Write {
    void run() throws PictureException, InterruptedException;
  }
}
