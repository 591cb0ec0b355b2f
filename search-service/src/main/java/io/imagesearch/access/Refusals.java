package io.imagesearch.access;

import io.imagesearch.image.Uploader;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/** Whom the service turns away, and with which problem. */
final class Refusals {
  private Refusals() {}

  /** One answer, whether there is no key, a wrong one or a revoked one. */
  static ProblemException unauthenticated() {
    ProblemException problem =
        new ProblemException(
            ProblemType.UNAUTHENTICATED, "The request has no key, or none that opens anything.");
    problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return problem;
  }

  static ProblemException forbidden(AccessKey key, Role needed) {
    return new ProblemException(
        ProblemType.FORBIDDEN,
        "This needs a key with the role "
            + needed
            + ", and "
            + key.id()
            + " has "
            + key.role()
            + ".");
  }

  static ProblemException foreignUploader(Uploader uploader) {
    return new ProblemException(
        ProblemType.FOREIGN_UPLOADER, "This key does not cover uploader " + uploader + ".");
  }

  static ProblemException quotaExceeded(String what, Duration wait) {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    ProblemException problem =
        new ProblemException(
            ProblemType.QUOTA_EXCEEDED, what + " The next is taken in " + seconds + " s.");
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return problem;
  }
}
