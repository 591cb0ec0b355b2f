package io.imagesearch.index;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The index can't be asked now: the server that keeps it is away, or too many ask already. */
public final class IndexUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which of the two it is. */
  public enum Reason {
    AWAY,
    BUSY
  }

  private final Reason reason;

  private IndexUnavailableException(Reason reason, String message, @Nullable Throwable cause) {
    // Of those that are refused at once there are many, and no trace tells more of them.
    super(message, cause, true, cause != null);
    this.reason = reason;
  }

  public static IndexUnavailableException away(@Nullable Throwable cause) {
    return new IndexUnavailableException(
        Reason.AWAY, "The index's server does not answer now.", cause);
  }

  public static IndexUnavailableException busy(@Nullable Throwable cause) {
    return new IndexUnavailableException(
        Reason.BUSY, "The index has as many calls as it takes at once.", cause);
  }

  public Reason reason() {
    return reason;
  }

  /** When asking again may help. */
  public Duration retryAfter() {
    return switch (reason) {
      case AWAY -> Duration.ofSeconds(2);
      case BUSY -> Duration.ofSeconds(1);
    };
  }
}
