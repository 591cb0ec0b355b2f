package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A run with what is seen of it: progress, the report, and the counts at its end. */
record ShownRun(Screen screen, PrintWriter out, PrintWriter err, RunOptions options) {

  /**
   * Returns when each item has ended, or the run was stopped, with the exit code.
   *
   * @param total of all, those that have ended among them
   * @param ended before it began
   */
  int run(Items items, int total, Collection<? extends Outcome> ended, int links, Stop stop)
      throws ServiceException, LocalFileException, InterruptedException {
    RunSummary summary = new RunSummary(screen, total, links);
    Tally.Counts counts = run(items, total, ended, stop, summary::print);
    return counts.skipped() == 0 ? ExitCode.FINE : ExitCode.INCOMPLETE;
  }

  /**
   * The same for a run that is not an end in itself.
   *
   * @param summary tells what has happened, also where the run ends early
   */
  Tally.Counts run(
      Items items,
      int total,
      Collection<? extends Outcome> ended,
      Stop stop,
      BiConsumer<Tally.Counts, PrintWriter> summary)
      throws ServiceException, LocalFileException, InterruptedException {
    Optional<ReportFile> report = Optional.empty();
    if (options.report.isPresent()) {
      report = Optional.of(ReportFile.create(options.report.get()));
    }
    Tally tally = new Tally();
    try {
      Consumer<Outcome> told = told(tally, report);
      ended.forEach(told);
      BulkRun run = new BulkRun(items, stop, told);
      try (CtrlC _ = CtrlC.ends(stop, run)) {
        Progress progress = Progress.start(screen, err, total, tally::counts);
        try {
          run.run(options.parallel);
        } finally {
          progress.end();
          summary.accept(tally.counts(), out);
          out.flush();
        }
      }
    } finally {
      if (report.isPresent()) {
        report.get().close();
      }
    }
    return tally.counts();
  }

  private static Consumer<Outcome> told(Tally tally, Optional<ReportFile> report) {
    return outcome -> {
      tally.add(outcome);
      report.ifPresent(file -> file.accept(outcome));
    };
  }
}
