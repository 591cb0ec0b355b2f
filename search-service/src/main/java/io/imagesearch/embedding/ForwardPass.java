package io.imagesearch.embedding;

import java.nio.FloatBuffer;

/** One worker's own way through the network; used by one thread at a time. */
interface ForwardPass extends AutoCloseable {

  /** Where the pictures of a batch go, one after the other; room for the largest batch. */
  FloatBuffer input();

  /**
   * Runs pictures that are in {@link #input}, from the given one on.
   *
   * @return one row for each picture, of any length other than zero
   */
  float[][] run(int first, int count);

  @Override
  void close();
}
