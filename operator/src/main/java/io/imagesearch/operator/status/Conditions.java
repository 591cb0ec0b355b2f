package io.imagesearch.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditions by the API conventions: all of them always, and times that change with the status. */
public final class Conditions {
  private Conditions() {}

  /**
   * The conditions to write: what was found now, what was there before of those that nothing was
   * found about, and Unknown of the others.
   */
  public static List<Condition> merge(
      @Nullable List<Condition> before, Collection<Verdict> found, long generation, Clock clock) {
    Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);
    found.forEach(verdict -> verdicts.put(verdict.type(), verdict));
    return List.of(ConditionType.values()).stream()
        .map(type -> {
          Optional<Condition> old = find(before, type);
          Verdict verdict = verdicts.get(type);
          if (verdict == null && old.isPresent()) {
            return old.get();
          }
          return condition(
              verdict == null
                  ? Verdict.unknown(type, "NotYetKnown", "was not looked at yet")
                  : verdict,
              old,
              generation,
              clock);
        })
        .toList();
  }

  /** The summary of the others: true, or the first that keeps the cluster from being ready. */
  public static Verdict ready(Collection<Verdict> found) {
    return found.stream()
        .filter(verdict -> verdict.type().countsForReady() && !verdict.isTrue())
        .min(Comparator.comparing(Verdict::type))
        .map(first ->
            new Verdict(
                ConditionType.READY,
                Verdict.Truth.FALSE,
                first.reason(),
                first.type().label() + ": " + first.message()))
        .orElseGet(() -> Verdict.yes(ConditionType.READY, "AllReady", "pictures can be searched"));
  }

  public static Optional<Condition> find(@Nullable List<Condition> conditions, ConditionType type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream()
            .filter(condition -> type.label().equals(condition.getType()))
            .findFirst();
  }

  private static Condition condition(
      Verdict verdict, Optional<Condition> old, long generation, Clock clock) {
    String since =
        old.filter(before -> Objects.equals(before.getStatus(), verdict.truth().label()))
            .map(Condition::getLastTransitionTime)
            .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return new ConditionBuilder()
        .withType(verdict.type().label())
        .withStatus(verdict.truth().label())
        .withReason(verdict.reason())
        .withMessage(verdict.message())
        .withObservedGeneration(generation)
        .withLastTransitionTime(since)
        .build();
  }
}
