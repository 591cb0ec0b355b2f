package io.imagesearch.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * How far a comparison has come; the last one that a caller is told is its end.
 *
 * @param state {@code running}, {@code completed} or {@code failed}
 * @param pictures in the store so far
 * @param vectors in the index so far
 * @param withoutVector of those that nobody was changing, in the store alone
 * @param withoutPicture of those that nobody was changing, in the index alone
 * @param repaired of both kinds
 * @param failed of both kinds, that could not be repaired
 * @param busy that somebody was changing, so that they are left alone
 * @param differences the first of them
 * @param problem why it failed
 */
record ReconcileReport(
    String state,
    boolean repair,
    long pictures,
    long vectors,
    long withoutVector,
    long withoutPicture,
    long repaired,
    long failed,
    long busy,
    List<Difference> differences,
    @Nullable ProblemDetail problem) {

  ReconcileReport failed(ProblemDetail why) {
    return new ReconcileReport(
        "failed",
        repair,
        pictures,
        vectors,
        withoutVector,
        withoutPicture,
        repaired,
        failed,
        busy,
        differences,
        why);
  }
}
