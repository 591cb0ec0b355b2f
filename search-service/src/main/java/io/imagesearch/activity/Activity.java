package io.imagesearch.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param action what: {@code search}, {@code upload}, {@code change}, {@code delete}, {@code
 *     ingest}
 * @param outcome {@code ok}, or the slug of the problem it ended in
 * @param subject the picture's or job's id, if there is one
 * @param summary a sentence for people
 * @param milliseconds how long it took
 */
public record Activity(
    Instant at,
    String action,
    String outcome,
    @Nullable String subject,
    String summary,
    long milliseconds) {}
