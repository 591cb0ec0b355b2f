package io.imagesearch.embedding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The embedder's meters, all under {@code embedding}. */
final class EmbeddingMetrics {

  /** Why a picture got no embedding. */
  enum Rejection {
    /** The queue had no room. */
    FULL,
    /** Its time was over. */
    TIMEOUT,
    /** Its caller was interrupted. */
    INTERRUPTED,
    /** The embedder is closed, or no worker lives. */
    CLOSED,
    /** The pass failed. */
    FAILED
  }

  private final MeterRegistry registry;
  private final Map<Lane, Timer> waits;
  private final Map<Rejection, Counter> rejections;
  private final Timer compute;
  private final DistributionSummary batchSize;
  private final Counter workerDeaths;

  EmbeddingMetrics(MeterRegistry registry) {
    this.registry = registry;
    waits = each(Lane.class, lane -> registry.timer("embedding.queue.wait", "lane", label(lane)));
    rejections =
        each(
            Rejection.class,
            reason -> registry.counter("embedding.rejected", "reason", label(reason)));
    compute = registry.timer("embedding.compute");
    batchSize = registry.summary("embedding.batch.size");
    workerDeaths = registry.counter("embedding.worker.deaths");
  }

  void gauge(String name, Supplier<Number> value) {
    Gauge.builder("embedding." + name, value).strongReference(true).register(registry);
  }

  void waited(Lane lane, long nanos) {
    find(waits, lane).record(nanos, TimeUnit.NANOSECONDS);
  }

  void computed(int pictures, long nanos) {
    compute.record(nanos, TimeUnit.NANOSECONDS);
    batchSize.record(pictures);
  }

  void rejected(Rejection reason) {
    find(rejections, reason).increment();
  }

  void workerDied() {
    workerDeaths.increment();
  }

  private static <K extends Enum<K>, V> Map<K, V> each(Class<K> keys, Function<K, V> value) {
    Map<K, V> map = new EnumMap<>(keys);
    Stream.of(keys.getEnumConstants()).forEach(key -> map.put(key, value.apply(key)));
    return map;
  }

  private static <K, V> V find(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no meter for " + key);
    }
    return value;
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
