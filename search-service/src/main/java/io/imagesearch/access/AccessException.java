package io.imagesearch.access;

import org.jspecify.annotations.Nullable;

/** Keys that can't be used, or a service that would be open to others; one line for people. */
public final class AccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AccessException(String message) {
    this(message, null);
  }

  AccessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
