package io.imagesearch.embedding;

/** No embedder can be reached now, so that waiting for one would be in vain. */
public final class EmbedderUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbedderUnavailableException(String message) {
    super(message);
  }
}
