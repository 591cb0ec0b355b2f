package io.imagesearch.embedding;

import io.imagesearch.embedding.WorkerLoad.Running;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a pass doesn't come to an end. Native code can't be stopped from here: only a restart
 * of the process mends it.
 */
final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final WorkerLoad load;
  private final Duration stuckAfter;
  private final Set<Running> known = new HashSet<>();

  Watchdog(WorkerLoad load, Duration stuckAfter) {
    this.load = load;
    this.stuckAfter = stuckAfter;
  }

  /** Passes that are stuck now. */
  int stuck() {
    return load.stuck(stuckAfter).size();
  }

  /** Looks again and again, until the thread is interrupted. */
  Thread start() {
    return Thread.ofVirtual()
        .name("embedding-watchdog")
        .start(() -> {
          try {
            while (true) {
              look();
              Thread.sleep(PAUSE);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the embedder is closed
          }
        });
  }

  /** Tells of each stuck pass once, and of its end. */
  private void look() {
    List<Running> stuck = load.stuck(stuckAfter);
    for (Running pass : stuck) {
      if (known.add(pass)) {
        Throwable where = new Throwable("where it is stuck");
        where.setStackTrace(pass.thread().getStackTrace());
        LOG.atError()
            .addKeyValue("worker", pass.thread().getName())
            .addKeyValue("pictures", pass.pictures())
            .setCause(where)
            .log("A forward pass does not come to an end: liveness is down until it does");
      }
    }
    known.removeIf(pass -> {
      boolean ended = !stuck.contains(pass);
      if (ended) {
        LOG.atWarn()
            .addKeyValue("worker", pass.thread().getName())
            .log("The forward pass that was stuck has ended");
      }
      return ended;
    });
  }
}
