package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is printed at the end of a run: the counts, and what was skipped and why. */
record RunSummary(Screen screen, int total, int links) {

  void print(Tally.Counts counts, PrintWriter out) {
    line(out, "Added", counts.added());
    line(out, "Existed", counts.existed());
    line(out, "Skipped", counts.skipped());
    if (counts.done() < total) {
      line(out, "Not reached", total - counts.done());
    }
    int pictures = counts.added() + counts.existed();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d of %,d files in %.1f s, %.1f pictures/s",
            counts.done(),
            total,
            counts.seconds(),
            pictures / Math.max(counts.seconds(), 1e-3)));
    if (links > 0) {
      out.println(String.format(Locale.ROOT, "Symbolic links that were not followed: %,d", links));
    }
    if (counts.skipped() > 0) {
      table(counts, out);
    }
  }

  private static void line(PrintWriter out, String name, int count) {
    out.println(String.format(Locale.ROOT, "%-12s%,9d", name, count));
  }

  private void table(Tally.Counts counts, PrintWriter out) {
    List<Outcome.Skipped> files = counts.examples();
    int type = widest("problem", files.stream().map(each -> each.problem().type()).toList());
    int name =
        Math.min(
            widest("skipped file", files.stream().map(Outcome.Skipped::file).toList()),
            screen.columns() / 2 - type / 2);
    out.println();
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
