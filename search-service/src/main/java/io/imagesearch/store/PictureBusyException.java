package io.imagesearch.store;

import java.time.Duration;

/** Another process changes this picture, or was stopped while it did. */
public final class PictureBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public PictureBusyException(Duration retryAfter) {
    super("Another process changes this picture.");
    this.retryAfter = retryAfter;
  }

  /** When that other one is given up at the latest. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
