package io.imagesearch.embedding;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How pictures are embedded.
 *
 * @param workers passes that run side by side; 0 is one for each processor
 * @param threads that one pass computes with; 0 shares the processors among the workers
 * @param maxBatch pictures in one pass, at most; the warm-up finds out how many are worth while
 * @param queueCapacity pictures that may wait
 * @param queueBytes of prepared pictures that may wait
 * @param maxWait that a search may expect, and an upload four times; who would wait longer is
 *     refused at once
 * @param stuckAfter a pass that runs for longer, and for 20 times as long as usual, is stuck
 */
@ConfigurationProperties("image-search.embedding")
record EmbeddingProperties(
    @DefaultValue("0") int workers,
    @DefaultValue("0") int threads,
    @DefaultValue("8") int maxBatch,
    @DefaultValue("256") int queueCapacity,
    @DefaultValue("192MB") DataSize queueBytes,
    @DefaultValue("500ms") Duration maxWait,
    @DefaultValue("30s") Duration stuckAfter) {
  EmbeddingProperties {
    require(workers, 0, 256, "workers");
    require(threads, 0, 256, "threads");
    require(maxBatch, 1, 256, "max-batch");
    require(queueCapacity, 1, 1 << 20, "queue-capacity");
    require(queueBytes.toBytes() > 0, "queue-bytes");
    require(maxWait.isPositive(), "max-wait");
    require(stuckAfter.isPositive(), "stuck-after");
    // A pass for each processor: threads that share one wait for each other, more so when
    // something else runs too (docs/benchmarks.md).
    int processors = Runtime.getRuntime().availableProcessors();
    workers = workers == 0 ? processors : workers;
    threads = threads == 0 ? Math.max(1, processors / workers) : threads;
  }

  Parallelism parallelism() {
    return new Parallelism(workers, threads);
  }

  private static void require(int value, int least, int most, String name) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "image-search.embedding.%s must be %d to %d, not %d".formatted(name, least, most, value));
    }
  }

  private static void require(boolean positive, String name) {
    if (!positive) {
      throw new IllegalArgumentException(
          "image-search.embedding.%s must be positive".formatted(name));
    }
  }
}
