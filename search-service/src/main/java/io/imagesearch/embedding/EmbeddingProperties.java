package io.imagesearch.embedding;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pictures are embedded.
 *
 * @param workers passes that run side by side; 0 is one for each processor
 * @param threads that one pass computes with; 0 shares the processors among the workers
 * @param maxBatch pictures in one pass, at most
 * @param queueCapacity pictures that may wait
 */
@ConfigurationProperties("image-search.embedding")
record EmbeddingProperties(
    @DefaultValue("0") int workers,
    @DefaultValue("0") int threads,
    @DefaultValue("8") int maxBatch,
    @DefaultValue("256") int queueCapacity) {
  EmbeddingProperties {
    require(workers, 0, 256, "workers");
    require(threads, 0, 256, "threads");
    require(maxBatch, 1, 256, "max-batch");
    require(queueCapacity, 1, 1 << 20, "queue-capacity");
    // A pass for each processor: threads that share one wait for each other, more so when
    // something else runs too (docs/benchmarks.md).
    int processors = Runtime.getRuntime().availableProcessors();
    workers = workers == 0 ? processors : workers;
    threads = threads == 0 ? Math.max(1, processors / workers) : threads;
  }

  private static void require(int value, int least, int most, String name) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "image-search.embedding.%s must be %d to %d, not %d".formatted(name, least, most, value));
    }
  }
}
