package io.imagesearch.reindex;

import io.imagesearch.generation.Generations;
import io.imagesearch.generation.Plan;
import io.imagesearch.generation.Plan.Phase;
import io.imagesearch.generation.ReindexJob;
import io.imagesearch.generation.ReindexJob.State;
import io.imagesearch.library.PictureRepair;
import io.imagesearch.store.ImageStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a job that is to be done is done by one process: by this one where the plan says
 * so, or where whom it names gives no sign of life. Only this process's own clock counts.
 */
final class ReindexRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReindexRunner.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int BEAT = 2;

  /** Between two attempts to end what was cancelled, which must not hit the noting of its end. */
  private static final int PATIENCE = 4;

  private final Generations generations;
  private final ImageStore store;
  private final PictureRepair pictures;
  private final ReindexProperties properties;
  private final int parallelism;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reindex-watch").factory());
  private @Nullable Running running;
  private @Nullable Seen seen;
  private int ticks;

  /** What this process does. */
  private record Running(String id, JobRun run, JobProgress progress, Thread thread) {}

  /** Another one's last sign of life, and when it was first seen. */
  private record Seen(String id, long beat, long at) {}

  ReindexRunner(
      Generations generations,
      ImageStore store,
      PictureRepair pictures,
      ReindexProperties properties,
      int parallelism) {
    this.generations = generations;
    this.store = store;
    this.pictures = pictures;
    this.properties = properties;
    this.parallelism = parallelism;
  }

  void start() {
    var _ =
        clock.scheduleWithFixedDelay(
            this::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Another process, or this one's successor, goes on. */
  @Override
  public void close() {
    clock.shutdownNow();
    Running now = running;
    if (now != null) {
      now.thread().interrupt();
      try {
        now.thread().join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void tick() {
    try {
      ticks++;
      if (running != null && running.thread().isAlive()) {
        accompany(running);
      } else {
        running = null;
        generations.plan().flatMap(Plan::active).ifPresent(this::consider);
      }
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("The plan can't be changed now");
    }
  }

  private void consider(ReindexJob job) {
    if (job.runner().equals(generations.process())) {
      seen = null;
      run(job);
      return;
    }
    Seen last = seen;
    if (last == null || !last.id().equals(job.id()) || last.beat() != job.beat()) {
      seen = new Seen(job.id(), job.beat(), System.nanoTime());
    } else if (System.nanoTime() - last.at() > properties.abandonedAfter().toNanos()) {
      log.atInfo().addKeyValue("job", job.id()).log("Goes on with a job that was left");
      Plan _ =
          generations.update(plan ->
              plan.active().filter(job::equals).isPresent()
                  ? plan.change(job.id(), old -> old.takenBy(generations.process()))
                  : plan);
    }
  }

  private void run(ReindexJob job) {
    JobProgress progress = new JobProgress();
    JobRun run =
        new JobRun(job.id(), generations, store, pictures, parallelism, properties, progress);
    Thread thread = Thread.ofVirtual().name("reindex").unstarted(() -> end(run, progress));
    running = new Running(job.id(), run, progress, thread);
    thread.start();
  }

  /** Beats for it, and passes on that it was cancelled or is another's. */
  private void accompany(Running now) {
    Optional<ReindexJob> job = generations.plan().flatMap(plan -> plan.job(now.id()));
    if (job.filter(ReindexJob::cancel).isPresent()) {
      if (ticks % PATIENCE == 0) {
        now.thread().interrupt();
      }
    } else if (ticks % BEAT == 0) {
      ReindexJob.Progress progress = now.progress().now();
      try {
        Plan _ =
            generations.update(plan -> {
              ReindexJob _ = now.run().own(plan);
              return plan.change(
                  now.id(),
                  old -> old.beat(now.progress().step(), progress, now.progress().waitsFor()));
            });
      } catch (LostJobException e) {
        now.thread().interrupt();
      }
    }
  }

  private void end(JobRun run, JobProgress progress) {
    try {
      run.run();
    } catch (InterruptedException e) {
      endCancelled(run, progress);
    } catch (JobFailedException e) {
      log.atWarn().log("The collection is not moved: {}", e.getMessage());
      end(run, progress, State.FAILED, e.getMessage());
    } catch (LostJobException e) {
      log.atInfo().log("{}", e.getMessage());
    } catch (RuntimeException e) {
      // Begun again by the next tick, as long as the plan says that it is this process's.
      log.atWarn().setCause(e).log("A move to another model was interrupted");
    }
  }

  private void endCancelled(JobRun run, JobProgress progress) {
    if (generations.plan().flatMap(Plan::active).filter(ReindexJob::cancel).isPresent()) {
      end(run, progress, State.CANCELLED, "It was cancelled.");
    }
  }

  /** A move that did not come about leaves what served; so does a return. */
  private void end(JobRun run, JobProgress progress, State state, @Nullable String why) {
    ReindexJob.Progress now = progress.now();
    try {
      Plan _ =
          generations.update(plan -> {
            ReindexJob job = run.own(plan);
            Plan.Standby standby = plan.standby();
            boolean returning = job.state() == State.ROLLING_BACK;
            Plan without =
                standby == null
                    ? plan
                    : plan.with(standby.model(), returning ? Phase.KEPT : Phase.PAUSED);
            return without.change(
                job.id(),
                old ->
                    old.beat("", now, null)
                        .end(returning ? State.COMPLETED : state, JobProgress.instant(), why));
          });
    } catch (LostJobException e) {
      log.atInfo().log("{}", e.getMessage());
    }
  }
}
