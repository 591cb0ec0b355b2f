package io.imagesearch.store;

import io.imagesearch.image.ImageId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each picture's original bytes and its thumbnail. Safe for any number of threads, but two
 * calls for one id must not overlap. What a call has written when it returns survives a killed
 * process.
 *
 * <p>Store and index can't change in one step, so a change is announced first ({@link #announce})
 * and settled last; after a crash {@link #unsettled} names the pictures whose store and index may
 * disagree.
 */
public interface ImageStore extends AutoCloseable {

  /** Writes both, or replaces them; never leaves half of a picture behind. */
  void put(ImageId id, byte[] original, byte[] thumbnail);

  Optional<byte[]> original(ImageId id);

  Optional<byte[]> thumbnail(ImageId id);

  /** Removes both; nothing happens where there are none. */
  void delete(ImageId id);

  /**
   * Stored pictures in the order of their ids.
   *
   * @param after the last id of the page before
   * @param limit at least 1
   */
  List<ImageId> list(Optional<ImageId> after, int limit);

  /** Notes durably that a change of this picture begins. */
  void announce(ImageId id);

  /** Notes that store and index agree on this picture. */
  void settle(ImageId id);

  /** Announced and not settled. */
  List<ImageId> unsettled();

  /** What keeps the pictures, for health: {@code folder}, {@code s3}. */
  String kind();

  @Override
  void close();
}
