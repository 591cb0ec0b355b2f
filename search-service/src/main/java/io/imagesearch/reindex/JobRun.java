package io.imagesearch.reindex;

import io.imagesearch.generation.Generation;
import io.imagesearch.generation.Generations;
import io.imagesearch.generation.ModelSpec;
import io.imagesearch.generation.Plan;
import io.imagesearch.generation.Plan.Phase;
import io.imagesearch.generation.ReindexJob;
import io.imagesearch.generation.ReindexJob.State;
import io.imagesearch.library.PictureRepair;
import io.imagesearch.picture.PictureException;
import io.imagesearch.problem.Problems;
import io.imagesearch.store.ImageStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a job asks for, from wherever it was left. All that it goes by is in the plan, the
 * store and the indexes, so another process can go on with it at any point.
 */
final class JobRun {
  private static final Logger log = LoggerFactory.getLogger(JobRun.class);
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** Loading and warming a model takes seconds, or a minute where much else runs. */
  private static final Duration OPEN_WITHIN = Duration.ofMinutes(2);

  /** As long as uploads may depend on a model that does not serve yet. */
  private static final Duration SWITCH_WITHIN = Duration.ofMinutes(5);

  private final String id;
  private final Generations generations;
  private final ImageStore store;
  private final PictureRepair pictures;
  private final int parallelism;
  private final ReindexProperties properties;
  private final JobProgress progress;

  JobRun(
      String id,
      Generations generations,
      ImageStore store,
      PictureRepair pictures,
      int parallelism,
      ReindexProperties properties,
      JobProgress progress) {
    this.id = id;
    this.generations = generations;
    this.store = store;
    this.pictures = pictures;
    this.parallelism = parallelism;
    this.properties = properties;
    this.progress = progress;
  }

  /**
   * Returns when the job has ended, as the plan then says.
   *
   * @throws LostJobException when it is another process's by now
   * @throws JobFailedException when it can't come to its end
   */
  void run() throws InterruptedException {
    ReindexJob job = own(generations.planOrFirst());
    switch (job.state()) {
      case RUNNING, ROLLING_BACK -> move(job);
      case DROPPING -> drop();
      case COMPLETED, FAILED, CANCELLED, ROLLED_BACK, DROPPED -> {}
    }
  }

  /** The plan's own job, for whoever may change it. */
  ReindexJob own(Plan plan) {
    return plan.job(id)
        .filter(job -> job.state().isActive() && job.runner().equals(generations.process()))
        .orElseThrow(() -> new LostJobException("Job " + id + " is not this process's any more"));
  }

  private void move(ReindexJob job) throws InterruptedException {
    while (true) {
      phase(Phase.BUILDING);
      progress.step("opening");
      Generation other = Throttled.of(awaitStandby(), parallelism);
      progress.of(generations.current().serving(), other);
      progress.step("embedding");
      pause(Generations.NOTICED);
      awaitProcesses();
      Pass.Result built = passes(job, other, Optional.empty()).orElseThrow();
      progress.step("checking");
      check(other, built);
      awaitProcesses();
      progress.step("switching");
      phase(Phase.SWITCHING);
      // From then on no other process acknowledges what the new index lacks, and lists are whole.
      pause(Generations.NOTICED.plus(other.index().lag()));
      if (passes(job, other, Optional.of(SWITCH_WITHIN)).isPresent()) {
        swap();
        return;
      }
    }
  }

  private Generation awaitStandby() throws InterruptedException {
    while (true) {
      Plan plan = generations.planOrFirst();
      checkObjections(plan);
      Optional<Generation> open = generations.current().standby();
      if (open.isPresent()) {
        return open.get();
      }
      pause(BETWEEN);
    }
  }

  /** Not for ever: one that has said so may have ended since. */
  private void awaitProcesses() throws InterruptedException {
    long began = System.nanoTime();
    while (System.nanoTime() - began < OPEN_WITHIN.toNanos()) {
      Plan.Standby standby = generations.planOrFirst().standby();
      if (standby == null || standby.opening().isEmpty()) {
        return;
      }
      progress.waitsFor(Optional.of("a process is opening the model"));
      pause(BETWEEN);
    }
  }

  /** Until one finds nothing to do; empty where that took longer than it may. */
  private Optional<Pass.Result> passes(ReindexJob job, Generation other, Optional<Duration> within)
      throws InterruptedException {
    long began = System.nanoTime();
    while (true) {
      Pass pass =
          new Pass(
              store,
              pictures,
              generations.current().serving().index(),
              other,
              properties.underWay(),
              properties.sample());
      progress.of(pass);
      Optional<String> obstacle;
      try {
        Pass.Result result = pass.run();
        if (result.failed() > job.tolerate()) {
          throw new JobFailedException(
              "%d pictures can't be embedded, and %d are tolerated"
                  .formatted(result.failed(), job.tolerate()));
        }
        if (result.isQuiet()) {
          return Optional.of(result);
        }
        obstacle = result.obstacle();
      } catch (JobFailedException e) {
        throw e;
      } catch (RuntimeException e) { // store or index are away: they come back
        log.atDebug().setCause(e).log("A pass broke off");
        obstacle = Optional.of(Problems.of(e).type().title());
      }
      progress.waitsFor(obstacle);
      if (within.isPresent() && System.nanoTime() - began > within.get().toNanos()) {
        return Optional.empty();
      }
      pause(obstacle.isPresent() ? BETWEEN : Duration.ZERO);
    }
  }

  private void check(Generation other, Pass.Result built) throws InterruptedException {
    while (true) {
      try {
        new Sample(store, other)
            .check(built.sample())
            .ifPresent(fault -> {
              throw new JobFailedException(fault);
            });
        return;
      } catch (PictureException e) {
        throw new JobFailedException("a picture of the sample can't be embedded any more");
      } catch (JobFailedException e) {
        throw e;
      } catch (RuntimeException e) {
        progress.waitsFor(Optional.of(Problems.of(e).type().title()));
        pause(BETWEEN);
      }
    }
  }

  private void phase(Phase phase) {
    update(plan -> {
      checkObjections(plan);
      return plan.with(standby(plan), phase);
    });
  }

  private void swap() {
    ReindexJob.Progress end = progress.now();
    update(plan -> {
      checkObjections(plan);
      State ended = own(plan).state() == State.RUNNING ? State.COMPLETED : State.ROLLED_BACK;
      return plan.swapped()
          .change(id, job -> job.beat("", end, null).end(ended, JobProgress.instant(), null));
    });
    log.atInfo().addKeyValue("job", id).log("The collection has moved to another model");
  }

  private void drop() throws InterruptedException {
    progress.step("closing");
    ModelSpec dropped = standby(generations.planOrFirst());
    pause(Generations.RELEASED);
    while (generations.isOpen(dropped)) {
      pause(BETWEEN);
    }
    progress.step("removing");
    while (true) {
      try {
        ReindexJob _ = own(generations.planOrFirst()); // another may have ended it, and begun anew
        generations.indexes().drop(dropped.fingerprint(), dropped.dimension());
        break;
      } catch (LostJobException e) {
        throw e;
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("The index of a model can't be removed yet");
        progress.waitsFor(Optional.of(Problems.of(e).type().title()));
        pause(BETWEEN);
      }
    }
    update(plan ->
        plan.withoutStandby()
            .change(id, job -> job.end(State.DROPPED, JobProgress.instant(), null)));
  }

  private void update(UnaryOperator<Plan> change) {
    Plan _ =
        generations.update(plan -> {
          ReindexJob _ = own(plan);
          return change.apply(plan);
        });
  }

  private static ModelSpec standby(Plan plan) {
    Plan.Standby standby = plan.standby();
    if (standby == null) {
      throw new LostJobException("There is no second model");
    }
    return standby.model();
  }

  private static void checkObjections(Plan plan) {
    Plan.Standby standby = plan.standby();
    if (standby != null && !standby.objections().isEmpty()) {
      throw new JobFailedException("a process can't open it: " + standby.objections().getFirst());
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }
}
