package io.imagesearch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job's progress, shared by the thread that runs it and those that watch it. */
final class IngestJob {
  private static final int ERRORS_SHOWN = 1000;

  private final JobSpec spec;
  private final Set<String> done = new HashSet<>();
  private final List<ItemOutcome.Failed> errors = new ArrayList<>();
  private JobState state = JobState.WAITING;
  private int total;
  private int added;
  private int existed;
  private int failed;
  private @Nullable Instant endedAt;
  private @Nullable String message;
  private boolean cancelRequested;
  private long version;

  IngestJob(JobSpec spec) {
    this.spec = spec;
  }

  JobSpec spec() {
    return spec;
  }

  synchronized JobState state() {
    return state;
  }

  synchronized boolean isDone(String item) {
    return done.contains(item);
  }

  synchronized boolean isCancelRequested() {
    return cancelRequested;
  }

  /** Whether there was still something to cancel. */
  synchronized boolean requestCancel() {
    cancelRequested |= !state.isEnd();
    return !state.isEnd();
  }

  synchronized void start(int items) {
    state = JobState.RUNNING;
    total = items;
    changed();
  }

  synchronized void add(ItemOutcome outcome) {
    if (!done.add(outcome.item())) {
      return;
    }
    switch (outcome) {
      case ItemOutcome.Added _ -> added++;
      case ItemOutcome.Existed _ -> existed++;
      case ItemOutcome.Failed failure -> {
        failed++;
        if (errors.size() < ERRORS_SHOWN) {
          errors.add(failure);
        }
      }
    }
    changed();
  }

  synchronized void end(JobState end, @Nullable String reason, Instant at) {
    state = end;
    message = reason;
    endedAt = at;
    total = Math.max(total, done.size());
    done.clear();
    changed();
  }

  synchronized JobView view() {
    return new JobView(
        spec.id(),
        state,
        spec.folder() == null ? "archive" : "folder",
        spec.folderName(),
        spec.uploader(),
        spec.attributes(),
        spec.createdAt(),
        endedAt,
        total,
        added,
        existed,
        failed,
        List.copyOf(errors),
        message);
  }

  /** Blocks until something changed since the given version, or the time is over. */
  synchronized long awaitChange(long seen, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (version == seen) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      wait(left / 1_000_000 + 1);
    }
    return version;
  }

  private void changed() {
    version++;
    notifyAll();
  }
}
