package io.imagesearch.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that has no usable answer; the message is one line for people. */
abstract sealed class ServiceException extends Exception permits Unreachable, Refused {
  private static final long serialVersionUID = 1L;

  ServiceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  abstract int exitCode();

  /** Whether the same request may well succeed later. */
  abstract boolean isPassing();

  /** Whether no other request of this run can succeed either. */
  abstract boolean concernsAll();

  /** How long the service asked to be left alone. */
  Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /** The problem, as a file's line in a report has it. */
  abstract Problem problem();
}
