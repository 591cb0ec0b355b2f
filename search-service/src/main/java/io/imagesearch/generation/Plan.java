package io.imagesearch.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What all processes over one store go by, kept beside the pictures.
 *
 * @param version of this form
 * @param change counts up
 * @param mark of whoever wrote it, so that no two have the same bytes
 * @param serving the model that is searched by
 * @param standby the one that is built, or kept
 * @param jobs the newest first
 */
public record Plan(
    int version,
    long change,
    String mark,
    ModelSpec serving,
    @Nullable Standby standby,
    List<ReindexJob> jobs) {
  static final int VERSION = 1;
  private static final int REMEMBERED = 20;

  public Plan {
    jobs = List.copyOf(jobs);
  }

  /** Before anything was ever moved. */
  public static Plan first(ModelSpec serving) {
    return new Plan(VERSION, 0, "", serving, null, List.of());
  }

  /**
   * A second model.
   *
   * @param objections of processes that can't open it
   * @param opening processes that can't use it yet
   */
  public record Standby(
      ModelSpec model, Phase phase, List<String> objections, List<String> opening) {
    public Standby {
      objections = List.copyOf(objections);
      opening = List.copyOf(opening);
    }

    static Standby of(ModelSpec model, Phase phase) {
      return new Standby(model, phase, List.of(), List.of());
    }
  }

  /** How far the second model has come, or what is to become of it. */
  public enum Phase {
    /** Pictures on their way in go to it, too; where that fails, the job brings them later. */
    BUILDING,
    /** What does not go to it is not acknowledged, since it is about to serve. */
    SWITCHING,
    /** As {@link #BUILDING}, for a return to it. */
    KEPT,
    /** Its index stays, and nobody has it open. */
    PAUSED,
    /** Its index is about to be removed, and nobody opens it any more. */
    DROPPING;

    public boolean isOpen() {
      return this != PAUSED && this != DROPPING;
    }
  }

  public Optional<ReindexJob> active() {
    return jobs.stream().filter(job -> job.state().isActive()).findFirst();
  }

  public Optional<ReindexJob> job(String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }

  Optional<ModelSpec> openStandby() {
    return standby != null && standby.phase().isOpen()
        ? Optional.of(standby.model())
        : Optional.empty();
  }

  boolean standbyIsRequired() {
    return standby != null && standby.phase() == Phase.SWITCHING;
  }

  Plan next() {
    return new Plan(version, change + 1, UUID.randomUUID().toString(), serving, standby, jobs);
  }

  /** With a further job, in the place of the oldest where there are many. */
  public Plan add(ReindexJob job) {
    List<ReindexJob> all = new ArrayList<>(jobs);
    all.addFirst(job);
    return withJobs(all.subList(0, Math.min(all.size(), REMEMBERED)));
  }

  public Plan change(String id, UnaryOperator<ReindexJob> change) {
    return withJobs(
        jobs.stream().map(job -> job.id().equals(id) ? change.apply(job) : job).toList());
  }

  public Plan withoutStandby() {
    return new Plan(version, change, mark, serving, null, jobs);
  }

  public Plan with(ModelSpec model, Phase phase) {
    return new Plan(version, change, mark, serving, Standby.of(model, phase), jobs);
  }

  /** The standby serves, and what served is kept. */
  public Plan swapped() {
    if (standby == null) {
      throw new IllegalStateException("there is nothing to move to");
    }
    Standby kept = Standby.of(serving, Phase.KEPT);
    return new Plan(version, change, mark, standby.model(), kept, jobs);
  }

  /** Noted once by each process that can't open the standby. */
  Plan withObjection(ModelSpec model, String objection) {
    if (standby == null
        || !standby.model().isSameModel(model)
        || standby.objections().contains(objection)
        || standby.objections().size() > REMEMBERED) {
      return this;
    }
    List<String> all = new ArrayList<>(standby.objections());
    all.add(objection);
    return withStandby(new Standby(model, standby.phase(), all, standby.opening()));
  }

  /** Whether a process can use the standby yet, said by itself. */
  Plan withOpening(String process, boolean isOpening) {
    if (standby == null || standby.opening().contains(process) == isOpening) {
      return this;
    }
    List<String> all = new ArrayList<>(standby.opening());
    if (isOpening) {
      all.add(process);
    } else {
      all.remove(process);
    }
    return withStandby(new Standby(standby.model(), standby.phase(), standby.objections(), all));
  }

  /** Whether a job waits for all processes to have the standby. */
  boolean standbyIsAwaited() {
    return standby != null
        && (standby.phase() == Phase.BUILDING || standby.phase() == Phase.SWITCHING);
  }

  private Plan withStandby(Standby changed) {
    return new Plan(version, change, mark, serving, changed, jobs);
  }

  private Plan withJobs(List<ReindexJob> changed) {
    return new Plan(version, change, mark, serving, standby, changed);
  }
}
