package io.imagesearch.artifact;

import org.jspecify.annotations.Nullable;

/** A model that can't be had; the message is one line for people, without anything secret. */
public final class ArtifactException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What stopped it. */
  public enum Reason {
    /** No answer came, or it broke off, or its time was over. */
    UNREACHABLE,
    /** The server answered that it gives nothing, or not to us. */
    REFUSED,
    /** What came is not what was asked for, or no model. */
    UNUSABLE,
    /** The folder can't take it. */
    FOLDER
  }

  private final Reason reason;

  ArtifactException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  ArtifactException(Reason reason, String message) {
    this(reason, message, null);
  }

  public Reason reason() {
    return reason;
  }
}
