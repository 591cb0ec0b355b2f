package io.imagesearch.embedding;

import io.imagesearch.picture.InputTensor;
import java.time.Duration;

/**
 * Pictures in, embeddings out. Safe for any number of threads; blocks the caller, not a carrier.
 */
public interface ImageEmbedder extends AutoCloseable {

  /**
   * Embeds one prepared picture; concurrent calls share forward passes.
   *
   * @param input owned by the embedder from here on: it releases it, whatever happens
   * @param timeout from now; work not started by then is dropped
   * @throws QueueFullException when no more can be accepted now; says when to come back
   * @throws EmbeddingException when the pass failed, timed out or the embedder is closed
   * @throws CallerGoneException when whoever made the request has closed the connection
   * @throws InterruptedException when the caller's thread is interrupted: its work is dropped
   */
  Embedding embed(InputTensor input, Lane lane, Duration timeout) throws InterruptedException;

  /**
   * To be opened before a picture is decoded, and closed before {@link #embed}. Decoding what would
   * be refused afterwards takes the time of those that are served; and where decoding is the slower
   * part, it is there that pictures wait.
   *
   * @throws QueueFullException when the picture would wait for too long
   */
  default Preparation prepare(Lane lane) {
    return () -> {};
  }

  /** A picture that is on its way. */
  @FunctionalInterface
  interface Preparation extends AutoCloseable {
    @Override
    void close();
  }

  /** Length of every embedding. */
  int dimension();

  /** Whether somebody has searched in the last seconds. */
  boolean isSearched();

  /** False once no worker can serve: liveness. */
  boolean isAlive();

  @Override
  void close();
}
