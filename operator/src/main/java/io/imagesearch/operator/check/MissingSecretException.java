package io.imagesearch.operator.check;

/** A Secret that the spec names isn't there, or lacks what it is named for. */
public final class MissingSecretException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingSecretException(String message) {
    super(message);
  }
}
