package io.imagesearch.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as callers see it.
 *
 * @param source {@code folder} or {@code archive}
 * @param folder its name; where on the server it lies is not told
 * @param total files found, 0 until the job runs
 * @param errors the first files that failed; {@code failed} counts all of them
 * @param message why the job as a whole failed
 */
record JobView(
    String id,
    JobState state,
    String source,
    @Nullable String folder,
    String uploader,
    Map<String, Object> attributes,
    Instant createdAt,
    @Nullable Instant endedAt,
    int total,
    int added,
    int existed,
    int failed,
    List<ItemOutcome.Failed> errors,
    @Nullable String message) {

  /** The same without errors, for lists and progress. */
  JobView brief() {
    return new JobView(
        id,
        state,
        source,
        folder,
        uploader,
        attributes,
        createdAt,
        endedAt,
        total,
        added,
        existed,
        failed,
        List.of(),
        message);
  }
}
