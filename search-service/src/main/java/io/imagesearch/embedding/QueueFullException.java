package io.imagesearch.embedding;

import java.time.Duration;

/** More pictures wait than the queue takes; nothing of this one was kept. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public QueueFullException(int waiting, Duration retryAfter) {
    this(waiting + " pictures are waiting, which is all that the queue takes", retryAfter);
  }

  public QueueFullException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** When the pictures that wait now should be done, from the measured rate; at least a second. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
