package io.imagesearch.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows how far a run is: a bar where it can be drawn over, else a line now and then. */
final class Progress {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration LINE = Duration.ofSeconds(5);
  private static final int BAR = 24;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Screen screen;
  private final PrintWriter err;
  private final int total;
  private final Supplier<Tally.Counts> counts;
  private final Stop ended = new Stop();
  private final Pace pace = new Pace();
  private final Thread thread;

  private Progress(Screen screen, PrintWriter err, int total, Supplier<Tally.Counts> counts) {
    this.screen = screen;
    this.err = err;
    this.total = total;
    this.counts = counts;
    this.thread = Thread.ofVirtual().name("progress").unstarted(this::show);
  }

  static Progress start(Screen screen, PrintWriter err, int total, Supplier<Tally.Counts> counts) {
    Progress progress = new Progress(screen, err, total, counts);
    progress.thread.start();
    return progress;
  }

  /** Ends it, and leaves the line empty for what comes next. */
  void end() throws InterruptedException {
    ended.request();
    thread.join();
  }

  private void show() {
    try {
      while (ended.passed(screen.isTerminal() ? REDRAW : LINE)) {
        Tally.Counts now = counts.get();
        String line = line(now, pace.update(now.seconds(), now.done()));
        err.print(screen.isTerminal() ? CLEAR_LINE + line : line + System.lineSeparator());
        err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (screen.isTerminal()) {
        err.print(CLEAR_LINE);
        err.flush();
      }
    }
  }

  String line(Tally.Counts now, double perSecond) {
    String skipped =
        now.skipped() == 0 ? "" : String.format(Locale.ROOT, "  %,d skipped", now.skipped());
    return String.format(
        Locale.ROOT,
        "%s%,d of %,d  %.1f/s  %s left%s",
        screen.isTerminal() ? bar(now.done()) : "",
        now.done(),
        total,
        perSecond,
        remaining(now.done(), perSecond),
        skipped);
  }

  private String bar(int done) {
    int full = total == 0 ? BAR : (int) ((long) BAR * done / total);
    String filled = (screen.hasBlocks() ? "█" : "#").repeat(full);
    String empty = (screen.hasBlocks() ? "░" : ".").repeat(BAR - full);
    int percent = total == 0 ? 100 : (int) (100L * done / total);
    return "%3d %% %s%s  ".formatted(percent, filled, empty);
  }

  private String remaining(int done, double perSecond) {
    if (perSecond <= 0.01) {
      return "?";
    }
    long seconds = Math.round((total - done) / perSecond);
    return seconds >= 3600
        ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
