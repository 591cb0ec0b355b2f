package io.imagesearch.index;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Embeddings with their pictures' details. Safe for any number of threads. What a call has written
 * when it returns survives a killed process and is seen by the very next call of this process.
 */
public interface VectorIndex extends AutoCloseable {

  /** Adds, or replaces what has the same id; all of them or, on an exception, perhaps some. */
  void upsert(List<IndexedImage> images);

  /** Whether it was there. */
  boolean delete(ImageId id);

  Optional<IndexedImage> get(ImageId id);

  /**
   * The same for who decides nothing by it: where the newest state can't be told now, one that is
   * some seconds older.
   */
  default Optional<IndexedImage> recent(ImageId id) {
    return get(id);
  }

  /** Best first; equal scores in the order of ids. Fewer than k when no more match. */
  List<Match> nearest(NearestQuery query);

  /**
   * Pictures in the order of their ids.
   *
   * @param after the last id of the page before
   * @param limit at least 1
   */
  List<ImageDetails> list(ImageFilter filter, Optional<ImageId> after, int limit);

  /**
   * Rows with their embeddings in the order of their ids, with all that was acknowledged anywhere.
   * A page costs no more the further it is, so that the largest index can be walked through.
   *
   * @param after the last id of the page before
   * @param limit at least 1
   */
  List<IndexedImage> page(Optional<ImageId> after, int limit);

  long count(ImageFilter filter);

  /** After which every read has what other processes had written. */
  default Duration lag() {
    return Duration.ZERO;
  }

  /** What keeps the vectors, for health: {@code lucene}, {@code milvus}. */
  String kind();

  /** What else an operator wants to know of it, for health. */
  default Map<String, Object> facts() {
    return Map.of();
  }

  /** Why it can't be used now, for readiness; empty while it can. */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  void close();
}
