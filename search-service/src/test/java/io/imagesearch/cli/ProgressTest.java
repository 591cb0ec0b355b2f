package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void drawsABarOnATerminal() {
    assertThat(line(new Screen(80, true, true), 500, 12.5))
        .isEqualTo(" 50 % ████████████░░░░░░░░░░░░  500 of 1,000  12.5/s  0:40 left  3 skipped");
    assertThat(line(new Screen(80, true, false), 250, 0.1))
        .startsWith(" 25 % ######..................  250 of 1,000")
        .contains("2:05:00 left");
  }

  @Test
  void writesPlainLinesElsewhere() {
    assertThat(line(new Screen(80, false, true), 500, 0))
        .isEqualTo("500 of 1,000  0.0/s  ? left  3 skipped");
  }

  @Test
  void leavesNothingOnTheTerminal() throws InterruptedException {
    StringWriter err = new StringWriter();
    Progress.start(new Screen(80, true, true), new PrintWriter(err), 10, () -> counts(1)).end();
    assertThat(err.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void followsThePaceOfLate() {
    Pace pace = new Pace();
    pace.update(10, 10_000);
    double later = 0;
    for (int second = 11; second <= 110; second++) {
      later = pace.update(second, 10_000 + 5 * (second - 10));
    }
    assertThat(later).isCloseTo(5, within(2.0));
  }

  private static String line(Screen screen, int done, double perSecond) {
    Progress progress =
        Progress.start(screen, new PrintWriter(new StringWriter()), 1000, () -> counts(done));
    return progress.line(counts(done), perSecond);
  }

  private static Tally.Counts counts(int done) {
    return new Tally.Counts(done - 3, 0, 0, 3, 1, new TreeMap<>(), List.of());
  }
}
