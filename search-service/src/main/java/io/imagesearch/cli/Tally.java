package io.imagesearch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts how the files of a run end. */
final class Tally {
  private static final int SHOWN = 20;

  private final long began = System.nanoTime();
  private final TreeMap<String, Integer> reasons = new TreeMap<>();
  private final List<Outcome.Skipped> examples = new ArrayList<>();
  private int added;
  private int existed;
  private int embedded;
  private int skipped;

  /**
   * The counts of one moment.
   *
   * @param reasons how many were skipped for which problem
   * @param examples the first that were skipped
   */
  record Counts(
      int added,
      int existed,
      int embedded,
      int skipped,
      double seconds,
      TreeMap<String, Integer> reasons,
      List<Outcome.Skipped> examples) {

    int done() {
      return added + existed + embedded + skipped;
    }
  }

  synchronized void add(Outcome outcome) {
    switch (outcome) {
      case Outcome.Added _ -> added++;
      case Outcome.Existed _ -> existed++;
      case Outcome.Embedded _ -> embedded++;
      case Outcome.Skipped file -> {
        skipped++;
        reasons.merge(file.problem().type(), 1, Integer::sum);
        if (examples.size() < SHOWN) {
          examples.add(file);
        }
      }
    }
  }

  synchronized Counts counts() {
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Counts(
        added, existed, embedded, skipped, seconds, new TreeMap<>(reasons), List.copyOf(examples));
  }
}
