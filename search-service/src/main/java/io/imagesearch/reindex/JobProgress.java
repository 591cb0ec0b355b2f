package io.imagesearch.reindex;

import io.imagesearch.generation.Generation;
import io.imagesearch.generation.ReindexJob.Progress;
import io.imagesearch.index.ImageFilter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a run has come, told by the thread that runs to the one that writes it down. */
final class JobProgress {
  private static final Clock CLOCK = Clock.systemUTC();

  private volatile String step = "opening";
  private volatile Optional<String> waitsFor = Optional.empty();
  private volatile @Nullable Pass pass;
  private @Nullable Generation from;
  private @Nullable Generation to;
  private long began;
  private long before;
  private Progress last = Progress.NONE;

  static Instant instant() {
    return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  String step() {
    return step;
  }

  void step(String next) {
    step = next;
    waitsFor = Optional.empty();
  }

  @Nullable String waitsFor() {
    return waitsFor.orElse(null);
  }

  void waitsFor(Optional<String> obstacle) {
    waitsFor = obstacle;
  }

  void of(Pass next) {
    pass = next;
  }

  synchronized void of(Generation serving, Generation other) {
    from = serving;
    to = other;
    began = System.nanoTime();
    before = other.index().count(ImageFilter.ALL);
  }

  /** As the indexes say; as it was before while they don't answer. */
  synchronized Progress now() {
    Generation serving = from;
    Generation other = to;
    if (serving == null || other == null) {
      return last;
    }
    try {
      long total = serving.index().count(ImageFilter.ALL);
      long done = other.index().count(ImageFilter.ALL);
      double seconds = (System.nanoTime() - began) / 1e9;
      double rate = seconds < 1 ? 0 : Math.max(0, done - before) / seconds;
      Pass now = pass;
      Pass.Result found = now == null ? null : now.soFar();
      last =
          new Progress(
              total,
              Math.min(done, total),
              step.equals("embedding") ? Math.round(rate * 10) / 10.0 : last.rate(),
              found == null ? 0 : found.failed(),
              found == null ? List.of() : found.failures());
    } catch (RuntimeException e) {
      return last;
    }
    return last;
  }
}
