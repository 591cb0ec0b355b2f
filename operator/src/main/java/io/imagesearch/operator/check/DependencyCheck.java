package io.imagesearch.operator.check;

import java.time.Duration;

/**
 * Asks one store whether it does what it is needed for. Two checks that are equal ask the same
 * question with the same credentials.
 */
public interface DependencyCheck {
  /** What it speaks to, for a person. */
  String target();

  /**
   * Asks, and returns within the deadline or a little later.
   *
   * @throws Exception what went wrong on the way; {@link Faults} names it
   */
  CheckResult ask(Duration deadline) throws Exception;

  /** Asks; whatever goes wrong is a result. */
  default CheckResult run(Duration deadline) {
    try {
      return ask(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Faults.late(target(), deadline);
    } catch (Exception e) {
      return Faults.of(target(), deadline, e);
    }
  }
}
