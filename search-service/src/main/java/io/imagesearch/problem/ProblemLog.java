package io.imagesearch.problem;

import org.slf4j.Logger;

/**
 * What the log has of problems that are the service's or a dependency's, and not a caller's. A
 * fault of the service has its stack trace. A dependency that is away has a line with its reason:
 * an outage brings one for each request. A full queue has none: metrics count what is refused.
 */
public final class ProblemLog {
  private ProblemLog() {}

  /**
   * Tells of a problem, if there is something to tell.
   *
   * @param message what happened
   * @param key what it happened to, and {@code value} its name
   */
  public static void tell(
      Logger log, String message, String key, String value, ProblemException problem) {
    if (!problem.type().status().is5xxServerError() || problem.type() == ProblemType.QUEUE_FULL) {
      return;
    }
    if (problem.type() == ProblemType.INTERNAL_ERROR) {
      log.atError().addKeyValue(key, value).setCause(problem).log(message);
      return;
    }
    log.atWarn()
        .addKeyValue(key, value)
        .addKeyValue("problem", problem.type().slug())
        .addKeyValue("reason", reason(problem))
        .log(message);
  }

  /** What lies at the bottom of it. */
  private static String reason(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof ProblemException own) {
      return own.detail();
    }
    String kind = root.getClass().getSimpleName();
    return root.getMessage() == null ? kind : kind + ": " + root.getMessage();
  }
}
