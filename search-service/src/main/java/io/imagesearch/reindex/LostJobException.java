package io.imagesearch.reindex;

/** The job is another process's by now, or was ended. */
final class LostJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostJobException(String message) {
    super(message);
  }
}
