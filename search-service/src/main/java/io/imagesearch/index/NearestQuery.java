package io.imagesearch.index;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.ImageId;
import java.util.Set;

/**
 * A nearest-neighbour query, answered best first.
 *
 * @param k 1 to {@value #MAX_WINDOW}; offset + k is at most that too
 * @param offset how many of the best to pass over
 * @param minScore cosine, −1 (everything) to 1
 * @param exclude ids that are never answered, such as the examples themselves
 */
public record NearestQuery(
    Embedding embedding,
    int k,
    int offset,
    float minScore,
    ImageFilter filter,
    Set<ImageId> exclude,
    Consistency consistency) {
  /** The deepest rank that can be asked for. */
  public static final int MAX_WINDOW = 10_000;

  public NearestQuery {
    if (k < 1 || offset < 0 || offset + (long) k > MAX_WINDOW) {
      throw new IllegalArgumentException("k and offset are outside 1 to " + MAX_WINDOW);
    }
    exclude = Set.copyOf(exclude);
  }

  /** The k nearest of all pictures. */
  public static NearestQuery of(Embedding embedding, int k) {
    return new NearestQuery(embedding, k, 0, -1f, ImageFilter.ALL, Set.of(), Consistency.BOUNDED);
  }
}
