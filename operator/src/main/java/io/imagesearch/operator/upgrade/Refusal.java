package io.imagesearch.operator.upgrade;

import io.imagesearch.operator.api.v1alpha1.Sentences;
import io.imagesearch.operator.cluster.MessageQueue;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Version;
import java.util.Optional;

/**
 * Why a version can't be had, or not from where the cluster is. The schema says the same where it
 * can; it knows the spec of before, but not what has run.
 */
final class Refusal {
  static final String UNKNOWN = "version is one of 2.3 to 2.6";
  static final String FIRST_OF_2_6 =
      "2.6 is reached at 2.6.5 or later: earlier ones can't take over from running 2.5 servers";

  private Refusal() {}

  /** Of a cluster that has never run. */
  static Optional<String> of(Milvus.Managed wanted) {
    Version version = wanted.version();
    if (version.major() != 2 || version.minor() < 3 || version.minor() > 6) {
      return Optional.of(UNKNOWN);
    }
    if (wanted.queue() instanceof MessageQueue.Woodpecker && !version.isStreaming()) {
      return Optional.of(Sentences.WOODPECKER);
    }
    return wanted.separate() && version.isStreaming()
        ? Optional.of(Sentences.ONE_COORDINATOR)
        : Optional.empty();
  }

  /** Of a change from what runs. */
  static Optional<String> of(Milvus.Managed wanted, Version from, Progress progress) {
    return of(wanted)
        .or(() -> ofCoordinators(wanted, from, progress))
        .or(() -> back(wanted.version(), progress.latest().orElse(from)))
        .or(() -> jump(wanted.version(), from));
  }

  private static Optional<String> ofCoordinators(
      Milvus.Managed wanted, Version from, Progress progress) {
    if (wanted.separate() && progress.hasMixedCoordinators()) {
      return progress.hasSeparateCoordinators()
          ? Optional.empty()
          : Optional.of(Sentences.BACK_TO_SEPARATE);
    }
    boolean changed = !wanted.separate() && progress.hasSeparateCoordinators();
    return changed && !wanted.version().equals(from)
        ? Optional.of(Sentences.ONE_AFTER_THE_OTHER)
        : Optional.empty();
  }

  private static Optional<String> back(Version to, Version latest) {
    if (to.compareTo(latest) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        to.minor() < latest.minor() ? Sentences.MINOR_DOWNGRADE : Sentences.PATCH_DOWNGRADE);
  }

  private static Optional<String> jump(Version to, Version from) {
    if (to.minor() > from.minor() + 1) {
      return Optional.of(Sentences.MINOR_SKIPPED);
    }
    if (from.isStreaming() || !to.isStreaming()) {
      return Optional.empty();
    }
    if (!from.isAtLeast(2, 5, 16)) {
      return Optional.of(Sentences.FROM_2_5_16);
    }
    return to.isAtLeast(2, 6, 5) ? Optional.empty() : Optional.of(FIRST_OF_2_6);
  }
}
