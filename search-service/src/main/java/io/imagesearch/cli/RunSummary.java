package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.Locale;

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
    SkippedFiles.printLinks(links, out);
    if (counts.skipped() > 0) {
      out.println();
      new SkippedFiles(screen).print(counts, out);
    }
  }

  private static void line(PrintWriter out, String name, int count) {
    out.println(String.format(Locale.ROOT, "%-12s%,9d", name, count));
  }
}
