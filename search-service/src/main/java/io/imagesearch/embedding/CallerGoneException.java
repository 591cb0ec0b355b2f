package io.imagesearch.embedding;

/** Whoever asked for the embedding closed the connection before it was made. */
public final class CallerGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CallerGoneException() {
    super("the caller closed the connection while the picture waited");
  }
}
