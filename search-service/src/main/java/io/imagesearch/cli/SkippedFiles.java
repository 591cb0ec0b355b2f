package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was skipped and why: the first of them, and how many there are. */
record SkippedFiles(Screen screen) {

  /** How many links were passed over, where there were any. */
  static void printLinks(int links, PrintWriter out) {
    if (links > 0) {
      out.println(String.format(Locale.ROOT, "Symbolic links that were not followed: %,d", links));
    }
  }

  void print(Tally.Counts counts, PrintWriter out) {
    List<Outcome.Skipped> files = counts.examples();
    int type = widest("problem", files.stream().map(each -> each.problem().type()).toList());
    int name =
        Math.min(
            widest("skipped file", files.stream().map(Outcome.Skipped::file).toList()),
            screen.columns() / 2 - type / 2);
    out.println(row("skipped file", name, "problem", type, "detail"));
    for (Outcome.Skipped each : files) {
      Problem problem = each.problem();
      out.println(row(each.file(), name, problem.type(), type, problem.reason()));
    }
    if (counts.skipped() > files.size()) {
      String reasons =
          counts.reasons().entrySet().stream()
              .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
              .collect(Collectors.joining(", "));
      out.println("… in all " + reasons + "; --report FILE lists each.");
    }
  }

  private String row(String file, int fileWidth, String type, int typeWidth, String detail) {
    String start =
        Printable.fitEnd(Printable.of(file), fileWidth)
            + "  "
            + Printable.fitStart(Printable.of(type), typeWidth)
            + "  ";
    int rest = screen.columns() - Printable.columns(start);
    return start + Printable.fitStart(Printable.of(detail), rest).stripTrailing();
  }

  private static int widest(String heading, List<String> cells) {
    return Math.max(heading.length(), cells.stream().mapToInt(Printable::columns).max().orElse(0));
  }
}
