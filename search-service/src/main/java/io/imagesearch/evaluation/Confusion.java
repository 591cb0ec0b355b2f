package io.imagesearch.evaluation;

import java.util.Comparator;
import java.util.List;

/**
 * Pictures of one class that find one of another class first.
 *
 * @param times how many do
 * @param queries of how many of the class
 * @param query the name of the one that is surest of it
 * @param found what that one finds
 */
public record Confusion(
    String label, String foundLabel, int times, int queries, String query, String found) {

  static final Comparator<Confusion> MOST_FIRST =
      Comparator.comparingInt(Confusion::times)
          .reversed()
          .thenComparing(Confusion::label)
          .thenComparing(Confusion::foundLabel);

  /** Of one pair of classes, at least one answer. */
  static Confusion of(List<Answer> wrong, int queries) {
    Answer surest = wrong.getFirst();
    for (Answer each : wrong) {
      surest = each.score() > surest.score() ? each : surest;
    }
    return new Confusion(
        surest.query().label(),
        surest.first().label(),
        wrong.size(),
        queries,
        surest.query().name(),
        surest.first().name());
  }
}
