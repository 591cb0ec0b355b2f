package io.imagesearch.embedding;

import io.imagesearch.picture.InputTensor;
import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One picture on its way to exactly one outcome, the first that is set. Its input belongs to the
 * queue until it is taken or removed, then to whoever did that, who releases it.
 */
final class Ticket {
  private final InputTensor input;
  private final Lane lane;
  private final long bytes;
  private final long created;
  private final long deadline;
  private final CompletableFuture<Embedding> outcome = new CompletableFuture<>();
  private volatile long taken;

  /**
   * @param now in nanoseconds, on the clock of the queue
   * @param timeout in nanoseconds; their sum may overflow, as {@link System#nanoTime} may
   */
  Ticket(InputTensor input, Lane lane, long now, long timeout) {
    this.input = input;
    this.lane = lane;
    this.bytes = (long) input.floats().remaining() * Float.BYTES;
    this.created = now;
    this.deadline = now + timeout;
  }

  Lane lane() {
    return lane;
  }

  /** Of the input. */
  long bytes() {
    return bytes;
  }

  /** From here on it is worked on. */
  void take(long now) {
    taken = now;
  }

  /** Nanoseconds from its arrival until it was taken. */
  long waited() {
    return taken - created;
  }

  boolean isExpired(long now) {
    return deadline - now <= 0;
  }

  /** Nobody waits for it any more, or it has been answered. */
  boolean isSettled() {
    return outcome.isDone();
  }

  /** Whether this was the first outcome. */
  boolean succeed(Embedding embedding) {
    return outcome.complete(embedding);
  }

  /** Whether this was the first outcome. */
  boolean fail(RuntimeException reason) {
    return outcome.completeExceptionally(reason);
  }

  /** Fills the buffer with the input, which is released whatever happens. */
  void moveInputInto(FloatBuffer buffer) {
    try (input) {
      FloatBuffer floats = input.floats();
      if (floats.remaining() != buffer.remaining()) {
        throw new IllegalArgumentException(
            floats.remaining() + " floats where the network takes " + buffer.remaining());
      }
      buffer.put(floats);
    }
  }

  void release() {
    input.close();
  }

  /**
   * Blocks until there is an outcome.
   *
   * @param now by the queue's clock
   * @param atMost nanoseconds
   * @throws TimeoutException after {@code atMost}, or at the deadline where that is sooner
   */
  Embedding await(long now, long atMost) throws InterruptedException, TimeoutException {
    try {
      return outcome.get(Math.min(atMost, deadline - now), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      // A new exception, because a stack trace is worth most when it shows the caller's thread.
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new EmbeddingException(String.valueOf(cause.getMessage()), cause);
    }
  }
}
