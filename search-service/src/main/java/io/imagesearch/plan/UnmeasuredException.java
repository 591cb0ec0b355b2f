package io.imagesearch.plan;

/** A plan needs a cost that was not measured. */
public final class UnmeasuredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnmeasuredException(String message) {
    super(message);
  }
}
