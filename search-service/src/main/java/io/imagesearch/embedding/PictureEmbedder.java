package io.imagesearch.embedding;

import io.imagesearch.embedding.ImageEmbedder.Preparation;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;

/**
 * Where a picture's bytes become its embedding: in this process, or in embedder processes. Safe for
 * any number of threads.
 *
 * <p>Both ways end in a {@link QueueFullException} when no more can be accepted now, in an {@link
 * EmbeddingException} when it could not be done in time, and in an {@link InterruptedException}
 * when the caller's thread is interrupted, whose work is dropped.
 */
public interface PictureEmbedder {

  /**
   * Embeds a part of a picture.
   *
   * @throws PictureException when the picture is at fault
   */
  Embedding embed(byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException;

  /**
   * Embeds a whole picture that the caller has decoded for something else, too.
   *
   * @throws PictureException when the picture is at fault
   */
  Embedding embed(byte[] picture, Picture decoded, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException;

  /**
   * To be opened before a picture is decoded for something else, and closed before it is embedded.
   *
   * @throws QueueFullException when the picture would wait for too long
   */
  Preparation prepare(Lane lane);

  /**
   * Whether somebody has searched in the last seconds and is likely to do so again, on processors
   * of this process: what can wait leaves some of them alone then.
   */
  boolean isSearched();
}
