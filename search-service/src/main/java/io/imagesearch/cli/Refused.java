package io.imagesearch.cli;

import java.time.Duration;
import java.util.Optional;

/** The service answered, with a problem. */
final class Refused extends ServiceException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  Refused(Problem problem, Optional<Duration> retryAfter) {
    super(problem.toString(), null);
    this.problem = problem;
    this.retryAfter = retryAfter;
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
