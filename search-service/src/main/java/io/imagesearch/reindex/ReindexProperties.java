package io.imagesearch.reindex;

import io.imagesearch.role.ServiceRole;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the collection is moved to another model.
 *
 * @param parallelism pictures that are embedded side by side; 0 is half of the processors where
 *     this process embeds, and as many as are under way where others do
 * @param underWay pictures that are read, embedded or written at once
 * @param sample pictures that are embedded once more before the move
 * @param abandonedAfter a runner without a sign of life is taken over from
 */
@ConfigurationProperties("image-search.reindex")
record ReindexProperties(
    @DefaultValue("0") int parallelism,
    @DefaultValue("24") int underWay,
    @DefaultValue("32") int sample,
    @DefaultValue("15s") Duration abandonedAfter) {
  private static final Duration SHORTEST = Duration.ofSeconds(8);

  ReindexProperties {
    if (parallelism < 0 || underWay < 1 || sample < 1) {
      throw new IllegalArgumentException(
          "image-search.reindex: parallelism is at least 0, under-way and sample at least 1");
    }
    if (abandonedAfter.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "image-search.reindex.abandoned-after is at least " + SHORTEST.toSeconds() + " seconds");
    }
  }

  /** Beside the searches that go on, which another model's embedder knows nothing of. */
  int parallelism(ServiceRole role) {
    if (parallelism > 0) {
      return parallelism;
    }
    return role == ServiceRole.ALL
        ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2)
        : underWay;
  }
}
