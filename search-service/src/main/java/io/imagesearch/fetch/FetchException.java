package io.imagesearch.fetch;

/** A picture that can't be had from its address; the message is for the caller to read. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What stopped it. */
  public enum Reason {
    /** The operator has not switched it on. */
    DISABLED,
    /** An address that is not fetched from, whatever is or is not there. */
    NOT_ALLOWED,
    /** A public address that gave no picture. */
    UNREACHABLE,
    /** It was not there in time. */
    TOO_SLOW,
    /** More bytes than a picture may have. */
    TOO_LARGE,
    /** By its content type or coding. */
    NOT_A_PICTURE,
    /** As many fetches are under way as may be. */
    BUSY
  }

  private final Reason reason;

  FetchException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  FetchException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * The one answer for every address that is refused. A name that is unknown gets it too: else the
   * answers would tell which names exist inside.
   */
  static FetchException notAllowed() {
    return new FetchException(
        Reason.NOT_ALLOWED,
        "Pictures are fetched from public http and https addresses only; this one is not public,"
            + " or its name is unknown.");
  }

  public Reason reason() {
    return reason;
  }
}
