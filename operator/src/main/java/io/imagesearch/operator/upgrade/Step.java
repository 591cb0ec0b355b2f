package io.imagesearch.operator.upgrade;

import io.imagesearch.operator.api.v1alpha1.UpgradeStatus;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The step of an upgrade that is under way.
 *
 * @param since when it began
 * @param waitsFor what is missing, as a person reads it
 * @param timedOut whether it takes longer than it should; it is waited for all the same
 */
public record Step(
    Version from, Version to, Tier role, Instant since, String waitsFor, boolean timedOut) {
  public static final String UPGRADING = "Upgrading";
  public static final String TIMED_OUT = "StepTimedOut";

  static Step of(
      Version from, Version to, Tier role, Progress progress, Duration timeout, Instant now) {
    Instant since =
        progress
            .recorded()
            .filter(step -> role.component().equals(step.step()))
            .filter(step -> to.toString().equals(step.to()))
            .flatMap(step -> Optional.ofNullable(step.since()))
            .map(Instant::parse)
            .orElse(now);
    RoleState state = progress.roles().get(role);
    String waitsFor =
        state == null || !state.version().equals(to)
            ? "its Deployment is to be changed"
            : state.waitsFor().orElse("the next step");
    return new Step(from, to, role, since, waitsFor, since.plus(timeout).isBefore(now));
  }

  /** Of the condition that tells of it. */
  public String reason() {
    return timedOut ? TIMED_OUT : UPGRADING;
  }

  /** As a person reads it. */
  public String message() {
    String what =
        from.equals(to)
            ? "Milvus " + to + " moves to one coordinator process"
            : "Milvus goes from " + from + " to " + to;
    return what + ": " + role.component() + " since " + since + ", " + waitsFor;
  }

  public UpgradeStatus status() {
    return new UpgradeStatus(from.toString(), to.toString(), role.component(), since.toString());
  }
}
