package io.imagesearch.reindex;

import io.imagesearch.generation.Generation;
import io.imagesearch.generation.Generations;
import io.imagesearch.generation.ModelSpec;
import io.imagesearch.generation.Plan;
import io.imagesearch.generation.Plan.Phase;
import io.imagesearch.generation.ReindexJob;
import io.imagesearch.generation.ReindexJob.Progress;
import io.imagesearch.generation.ReindexJob.State;
import io.imagesearch.index.IndexException;
import io.imagesearch.model.ModelException;
import io.imagesearch.model.ModelFolder;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.role.SettingException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What can be asked of a move to another model; each is a change of the plan. */
final class ReindexJobs {
  private static final Duration READY_WITHIN = Duration.ofSeconds(10);
  private static final Set<State> ENDED =
      Set.of(State.COMPLETED, State.FAILED, State.CANCELLED, State.ROLLED_BACK);

  private final Generations generations;
  private final ServiceRole role;
  private final Clock clock;

  ReindexJobs(Generations generations, ServiceRole role, Clock clock) {
    this.generations = generations;
    this.role = role;
    this.clock = clock;
  }

  Plan plan() {
    return generations.planOrFirst();
  }

  ReindexJob get(String id) {
    return get(plan(), id);
  }

  /**
   * Begins to move the collection, having opened the model.
   *
   * @param embedders that embed with it, where this process doesn't embed itself
   * @param tolerate pictures that may stay behind since they can't be embedded
   */
  ReindexJob submit(String location, List<URI> embedders, int tolerate)
      throws InterruptedException {
    ModelSpec spec = specOf(location, embedders);
    check(plan(), spec);
    checkEmbedders(embedders);
    if (!generations.isOpen(spec)) {
      open(spec);
    }
    String id = JobIds.next(clock.instant());
    Plan changed =
        generations.update(plan -> {
          check(plan, spec);
          ReindexJob job =
              new ReindexJob(
                  id,
                  spec,
                  plan.serving(),
                  tolerate,
                  State.RUNNING,
                  "opening",
                  generations.process(),
                  0,
                  false,
                  clock.instant().truncatedTo(ChronoUnit.MILLIS),
                  null,
                  Progress.NONE,
                  null);
          return plan.with(spec, Phase.BUILDING).add(job);
        });
    return get(changed, id);
  }

  /** Ends it soon; what was embedded stays, and may be gone on with or dropped. */
  ReindexJob cancel(String id) {
    return change(
        id,
        (plan, job) -> {
          if (job.state() != State.RUNNING && job.state() != State.ROLLING_BACK) {
            throw new ProblemException(
                ProblemType.JOB_FINISHED, "Job " + id + " is " + job.state().json() + ".");
          }
          return plan.change(id, ReindexJob::cancelled);
        });
  }

  /** Returns to the model before. */
  ReindexJob rollBack(String id) {
    return change(
        id,
        (plan, job) -> {
          checkIdle(plan);
          Plan.Standby kept = plan.standby();
          if (job.state() != State.COMPLETED
              || kept == null
              || !kept.model().isSameModel(job.previous())
              || !plan.serving().isSameModel(job.model())) {
            throw nothing(job, "to return to");
          }
          return plan.with(job.previous(), Phase.BUILDING)
              .change(id, old -> old.begin(State.ROLLING_BACK, generations.process()));
        });
  }

  /** Removes the index of the model that does not serve. */
  ReindexJob drop(String id) {
    return change(
        id,
        (plan, job) -> {
          checkIdle(plan);
          Plan.Standby kept = plan.standby();
          if (!ENDED.contains(job.state())
              || kept == null
              || !(kept.model().isSameModel(job.previous())
                  || kept.model().isSameModel(job.model()))) {
            throw nothing(job, "to drop");
          }
          return plan.with(kept.model(), Phase.DROPPING)
              .change(id, old -> old.begin(State.DROPPING, generations.process()));
        });
  }

  private void checkEmbedders(List<URI> embedders) {
    if (role == ServiceRole.ALL && !embedders.isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "embedders: this service embeds by itself");
    }
    if (role == ServiceRole.API && embedders.isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER,
          "embedders: this service embeds nothing itself; name embedders with this model");
    }
  }

  private ModelSpec specOf(String location, List<URI> embedders) {
    try {
      return ModelSpec.of(location, embedders, ModelFolder.open(location).identity());
    } catch (ModelException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private void open(ModelSpec spec) throws InterruptedException {
    try {
      Generation opened = generations.open(spec);
      if (isReadySoon(opened)) {
        generations.add(opened);
      } else {
        opened.close();
        throw new ModelException("no embedder at " + spec.embedders() + " embeds with it");
      }
    } catch (ModelException | SettingException | IndexException e) {
      throw unusable(e);
    }
  }

  private static boolean isReadySoon(Generation opened) throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!opened.embedder().isReady()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(100);
    }
    return true;
  }

  private ReindexJob change(String id, Change change) {
    UnaryOperator<Plan> update = plan -> change.of(plan, get(plan, id));
    return get(generations.update(update), id);
  }

  /** A plan after a change of one of its jobs. */
  private interface Change {
    Plan of(Plan plan, ReindexJob job);
  }

  private static void check(Plan plan, ModelSpec spec) {
    checkIdle(plan);
    if (plan.serving().isSameModel(spec)) {
      throw new ProblemException(
          ProblemType.MODEL_SERVES_ALREADY, spec.label() + " is searched by already.");
    }
    Plan.Standby kept = plan.standby();
    if (kept != null && !kept.model().isSameModel(spec)) {
      throw new ProblemException(ProblemType.MODEL_KEPT, kept.model().label() + " is still kept.");
    }
  }

  private static void checkIdle(Plan plan) {
    plan.active()
        .ifPresent(job -> {
          throw new ProblemException(
              ProblemType.REINDEX_RUNNING, "Job %s is %s.".formatted(job.id(), job.state().json()));
        });
  }

  private static ReindexJob get(Plan plan, String id) {
    return plan.job(id)
        .orElseThrow(() ->
            new ProblemException(ProblemType.UNKNOWN_JOB, "There is no re-index job " + id + "."));
  }

  private static ProblemException nothing(ReindexJob job, String todo) {
    return new ProblemException(
        ProblemType.NOTHING_KEPT,
        "Job %s is %s, and has nothing %s.".formatted(job.id(), job.state().json(), todo));
  }

  private static ProblemException unusable(RuntimeException e) {
    return new ProblemException(ProblemType.MODEL_UNUSABLE, String.valueOf(e.getMessage()), e);
  }
}
