package io.imagesearch.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that ends in a {@link ProblemType}; the message says what is wrong with this one. */
public final class ProblemException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, null);
  }

  public ProblemException(ProblemType type, String detail, @Nullable Throwable cause) {
    super(type.status(), body(type, detail), cause);
    this.type = type;
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    String detail = getBody().getDetail();
    return detail == null ? type.title() : detail;
  }

  /** The body of a problem answer. */
  public static ProblemDetail body(ProblemType type, String detail) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(type.status(), detail);
    body.setType(type.uri());
    body.setTitle(type.title());
    return body;
  }
}
