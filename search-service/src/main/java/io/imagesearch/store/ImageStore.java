package io.imagesearch.store;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each picture's original bytes, its thumbnail and its details. Safe for any number of
 * threads, but two writes for one id must not overlap within the process. What a call has written
 * when it returns survives a killed process.
 *
 * <p>Store and index can't change in one step, so a change is announced first ({@link #announce})
 * and settled last; after a crash {@link #unsettled} names the pictures whose store and index may
 * disagree. Where several processes share a store, announcing also keeps the others from this
 * picture until it is settled, or until the store's lease has run out.
 */
public interface ImageStore extends AutoCloseable {

  /** Writes all three, or replaces them; never leaves half of a picture behind. */
  void put(ImageDetails details, byte[] original, byte[] thumbnail);

  /** Replaces the details of a picture that is there. */
  void putDetails(ImageDetails details);

  /** Whether the original is there. */
  boolean contains(ImageId id);

  Optional<byte[]> original(ImageId id);

  Optional<byte[]> thumbnail(ImageId id);

  /** What the index also has, kept so that it can be made anew from the store alone. */
  Optional<ImageDetails> details(ImageId id);

  /**
   * The first step of a removal: a picture without details, announced and not in the index, is one
   * that is to go.
   */
  void deleteDetails(ImageId id);

  /** Removes all three; nothing happens where there are none. */
  void delete(ImageId id);

  /**
   * Stored pictures in the order of their ids.
   *
   * @param after the last id of the page before
   * @param limit at least 1
   */
  List<ImageId> list(Optional<ImageId> after, int limit);

  /**
   * Notes durably that a change of this picture begins; once more is no mistake.
   *
   * @throws PictureBusyException when another process changes it
   */
  void announce(ImageId id);

  /**
   * Notes that store and index agree on this picture.
   *
   * @throws StoreException when the change took so long that another process may have ended it
   */
  void settle(ImageId id);

  /**
   * Announced and not settled, without those that another process may still be changing. Those of
   * this process are among them: whoever ends them sees to it that nobody else changes them now.
   */
  List<ImageId> unsettled();

  /** A small document that all processes over these pictures share. */
  Optional<StoredDocument> document(String name);

  /**
   * Writes a document, unless somebody else has done so meanwhile.
   *
   * @param replaces the version of what is to be replaced; empty where there is to be none yet
   * @return whether it was written; false also where the answer to an own first attempt was lost
   */
  boolean writeDocument(String name, Optional<String> replaces, byte[] bytes);

  /** What keeps the pictures, for health: {@code folder}, {@code s3}. */
  String kind();

  @Override
  void close();
}
