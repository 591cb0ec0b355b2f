package io.imagesearch.reindex;

/** A move that can't come to its end; the message says why. */
final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobFailedException(String message) {
    super(message);
  }
}
