package io.imagesearch.reindex;

import io.imagesearch.generation.ModelSpec;
import io.imagesearch.generation.ReindexJob;
import io.imagesearch.generation.ReindexJob.Failure;
import io.imagesearch.generation.ReindexJob.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move to another model as the interface shows it.
 *
 * @param step what is done now: {@code opening}, {@code embedding}, {@code checking}, {@code
 *     switching}, {@code closing} or {@code removing}; missing once it has ended
 * @param total pictures that are served
 * @param done of them, in the index that is moved to
 * @param rate pictures a second
 * @param failed that can't be embedded
 * @param failures the first of them
 * @param message how it ended, or what it waits for
 */
record ReindexJobView(
    String id,
    State state,
    @Nullable String step,
    ModelView model,
    ModelView previous,
    int tolerate,
    long total,
    long done,
    double rate,
    long failed,
    List<Failure> failures,
    boolean cancelRequested,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String message) {

  /** A model, without what is about each process. */
  record ModelView(
      String location, String name, String version, String fingerprint, int dimension) {

    static ModelView of(ModelSpec model) {
      return new ModelView(
          model.location(), model.name(), model.version(), model.fingerprint(), model.dimension());
    }
  }

  static ReindexJobView of(ReindexJob job) {
    return new ReindexJobView(
        job.id(),
        job.state(),
        job.step().isEmpty() ? null : job.step(),
        ModelView.of(job.model()),
        ModelView.of(job.previous()),
        job.tolerate(),
        job.progress().total(),
        job.progress().done(),
        job.progress().rate(),
        job.progress().failed(),
        job.progress().failures(),
        job.cancel(),
        job.createdAt(),
        job.endedAt(),
        job.message());
  }

  ReindexJobView brief() {
    return new ReindexJobView(
        id,
        state,
        step,
        model,
        previous,
        tolerate,
        total,
        done,
        rate,
        failed,
        List.of(),
        cancelRequested,
        createdAt,
        endedAt,
        message);
  }
}
