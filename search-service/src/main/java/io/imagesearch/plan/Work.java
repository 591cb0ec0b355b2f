package io.imagesearch.plan;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tier has to do at the busiest time.
 *
 * @param searches a second
 * @param searchMillis processor time of one
 * @param uploads a second
 * @param uploadMillis processor time of one
 */
record Work(double searches, double searchMillis, double uploads, double uploadMillis) {
  /** Processors that bear it with room to spare. */
  double cores() {
    return (searches * searchMillis + uploads * uploadMillis) / 1000 / Planner.UTILISATION;
  }

  /** How that came about, for a person. */
  String sum() {
    String terms =
        Stream.of(term(searches, searchMillis), term(uploads, uploadMillis))
            .filter(term -> !term.isEmpty())
            .collect(Collectors.joining(" + "));
    return terms.isEmpty()
        ? "the least"
        : String.format(
            Locale.ROOT, "(%s) / %.1f = %,.1f cores", terms, Planner.UTILISATION, cores());
  }

  private static String term(double rate, double millis) {
    return rate == 0 ? "" : String.format(Locale.ROOT, "%,.1f/s × %,.1f ms", rate, millis);
  }
}
