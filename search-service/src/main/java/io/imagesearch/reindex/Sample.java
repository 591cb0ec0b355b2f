package io.imagesearch.reindex;

import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.Lane;
import io.imagesearch.generation.Generation;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.Match;
import io.imagesearch.index.NearestQuery;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.PictureException;
import io.imagesearch.store.ImageStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Embeds some pictures once more, and asks the index for them as a search would. */
record Sample(ImageStore store, Generation model) {
  private static final float SAME = 0.999f;
  private static final int NEAREST = 10;
  private static final Duration EMBED_WITHIN = Duration.ofMinutes(2);

  /** What is wrong with the first that isn't as it should be; empty where all are. */
  Optional<String> check(List<ImageId> ids) throws PictureException, InterruptedException {
    for (ImageId id : ids) {
      Optional<byte[]> original = store.original(id);
      Optional<IndexedImage> row = model.index().get(id);
      if (original.isEmpty() || row.isEmpty()) {
        continue; // removed since
      }
      Embedding again =
          model
              .embedder()
              .pictures()
              .embed(original.get(), CropBox.WHOLE, Lane.BULK, Deadline.in(EMBED_WITHIN));
      float cosine = again.cosine(row.get().embedding());
      if (cosine < SAME) {
        return Optional.of(
            "the index has another vector of %s than the model makes (cosine %.4f)"
                .formatted(id, cosine));
      }
      List<Match> found = model.index().nearest(NearestQuery.of(again, NEAREST));
      // Among many that look the same it may be any of them.
      boolean itself =
          found.stream().anyMatch(match -> match.details().id().equals(id))
              || (!found.isEmpty() && found.getFirst().score() >= SAME);
      if (!itself) {
        return Optional.of("a search by %s does not find it".formatted(id));
      }
    }
    return Optional.empty();
  }
}
