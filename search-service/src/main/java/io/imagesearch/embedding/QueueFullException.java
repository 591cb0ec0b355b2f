package io.imagesearch.embedding;

import java.time.Duration;

/** More pictures wait than can be waited for; nothing of this one was kept. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public QueueFullException(int waiting, Duration retryAfter) {
    this(waiting + " pictures are waiting, which is all that the queue takes", retryAfter);
  }

  public QueueFullException(String message, Duration retryAfter) {
    // Without a stack: a crowd is told this thousands of times, and the message says all.
    super(message, null, false, false);
    // In whole seconds, as Retry-After has it; sooner than one, everybody would be back at once.
    this.retryAfter = Duration.ofSeconds(Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1000)));
  }

  /** There is room, but not in time. */
  static QueueFullException tooLate(Duration expected, Duration most) {
    return new QueueFullException(
        "the picture would wait %d ms, and %d are the most"
            .formatted(expected.toMillis(), most.toMillis()),
        expected.minus(most));
  }

  /** When those ahead should be done, from the measured rate; whole seconds, at least one. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
