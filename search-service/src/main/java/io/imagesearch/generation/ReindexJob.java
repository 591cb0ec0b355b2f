package io.imagesearch.generation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A move of the collection to another model, from its start until the one model is dropped.
 *
 * @param model that it moves to
 * @param previous that it moves from
 * @param tolerate pictures that may stay behind since they can't be embedded
 * @param step what is done now, for people
 * @param runner the process that does it
 * @param beat counts up as long as the runner lives
 * @param cancel whether somebody asked to end it
 * @param message how it ended, or what it waits for
 */
public record ReindexJob(
    String id,
    ModelSpec model,
    ModelSpec previous,
    int tolerate,
    State state,
    String step,
    String runner,
    long beat,
    boolean cancel,
    Instant createdAt,
    @Nullable Instant endedAt,
    Progress progress,
    @Nullable String message) {

  /** Where it is in its life. */
  public enum State {
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    ROLLING_BACK,
    ROLLED_BACK,
    DROPPING,
    DROPPED;

    public boolean isActive() {
      return this == RUNNING || this == ROLLING_BACK || this == DROPPING;
    }

    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * How many pictures the new index has.
   *
   * @param total pictures that are served
   * @param done of them, in the new index
   * @param rate pictures a second, of this run
   * @param failed that can't be embedded
   * @param failures the first of them
   */
  public record Progress(long total, long done, double rate, long failed, List<Failure> failures) {
    public static final Progress NONE = new Progress(0, 0, 0, 0, List.of());

    public Progress {
      failures = List.copyOf(failures);
    }
  }

  /** A picture that can't be embedded, and why, by its problem's type. */
  public record Failure(String id, String problem) {}

  /** Active once more, or for the first time. */
  public ReindexJob begin(State active, String by) {
    return new ReindexJob(
        id,
        model,
        previous,
        tolerate,
        active,
        "opening",
        by,
        beat + 1,
        false,
        createdAt,
        null,
        Progress.NONE,
        null);
  }

  public ReindexJob end(State ended, Instant when, @Nullable String why) {
    return new ReindexJob(
        id, model, previous, tolerate, ended, "", runner, beat + 1, cancel, createdAt, when,
        progress, why);
  }

  /** A sign of life. */
  public ReindexJob beat(String doing, Progress now, @Nullable String waitsFor) {
    return new ReindexJob(
        id, model, previous, tolerate, state, doing, runner, beat + 1, cancel, createdAt, endedAt,
        now, waitsFor);
  }

  public ReindexJob takenBy(String by) {
    return new ReindexJob(
        id, model, previous, tolerate, state, step, by, beat + 1, cancel, createdAt, endedAt,
        progress, message);
  }

  public ReindexJob cancelled() {
    return new ReindexJob(
        id, model, previous, tolerate, state, step, runner, beat, true, createdAt, endedAt,
        progress, message);
  }
}
