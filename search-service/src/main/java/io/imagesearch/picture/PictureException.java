package io.imagesearch.picture;

/** A picture that can't be taken; the fault is the picture's, and the message says what to mend. */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the picture. */
  public enum Reason {
    /** Zero bytes. */
    EMPTY,
    /** More bytes than {@link PictureLimits#maxBytes}. */
    TOO_MANY_BYTES,
    /** Not one of the formats, judged by content. */
    UNSUPPORTED_FORMAT,
    /** More pixels than {@link PictureLimits#maxPixels}, by its header. */
    TOO_MANY_PIXELS,
    /** A side shorter than {@link PictureLimits#minSide}. */
    TOO_SMALL,
    /** Truncated or otherwise broken. */
    CORRUPT
  }

  private final Reason reason;

  public PictureException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public PictureException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
