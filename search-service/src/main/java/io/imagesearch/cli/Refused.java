package io.imagesearch.cli;

import java.time.Duration;
import java.util.Optional;

/** The service answered, with a problem. */
final class Refused extends ServiceException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  Refused(Problem problem, Optional<Duration> retryAfter) {
    super(problem + hint(problem), null);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The service can't know where this client takes its key from. */
  private static String hint(Problem problem) {
    return problem.status() == 401 ? " Set " + ApiKey.VARIABLE + " to a key of this service." : "";
  }

  @Override
  int exitCode() {
    return problem.status() >= 500 ? ExitCode.FAILED : ExitCode.REFUSED;
  }

  /** 502 and 504 are what an Ingress answers while the pod behind it is replaced. */
  @Override
  boolean isPassing() {
    return switch (problem.status()) {
      case 429, 502, 503, 504 -> true;
      default -> false;
    };
  }

  @Override
  boolean concernsAll() {
    return switch (problem.status()) {
      case 401, 403, 404, 405 -> true;
      default -> problem.status() < 400;
    };
  }

  @Override
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  @Override
  Problem problem() {
    return problem;
  }
}
