package io.imagesearch.embedding;

import io.imagesearch.model.ModelIdentity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The embedder's meters, all under {@code embedding}; docs/metrics.md says what each means. */
final class EmbeddingMetrics {

  /** Why a picture got no embedding. */
  enum Rejection {
    /** The queue had no room. */
    FULL,
    /** It would have waited for too long. */
    LATE,
    /** Its time was over. */
    TIMEOUT,
    /** Its caller was interrupted. */
    INTERRUPTED,
    /** Its caller closed the connection. */
    GONE,
    /** The embedder is closed, or no worker lives. */
    CLOSED,
    /** The pass failed. */
    FAILED
  }

  private static final String PREFIX = "embedding.";
  private static final String LANE = "lane";

  /** Upper ends of the histograms' buckets. */
  private static final Duration[] BUCKETS =
      LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Tags model;
  private final List<Meter> meters = new CopyOnWriteArrayList<>();
  private final Map<Lane, Timer> waits;
  private final Map<Lane, Counter> pictures;
  private final Map<Rejection, Counter> rejections;
  private final Timer compute;
  private final DistributionSummary batchSize;
  private final Counter workerDeaths;
  private final AtomicInteger batchLimit = new AtomicInteger();
  private final RecentRatio queueToCompute;

  EmbeddingMetrics(MeterRegistry registry) {
    this(registry, System::nanoTime);
  }

  EmbeddingMetrics(MeterRegistry registry, LongSupplier nanoTime) {
    this(registry, Tags.empty(), nanoTime);
  }

  /** Of one model: while a collection moves to another one, a process embeds with two. */
  EmbeddingMetrics(MeterRegistry registry, ModelIdentity model) {
    this(registry, Tags.of("model", model.fingerprint()), System::nanoTime);
  }

  private EmbeddingMetrics(MeterRegistry registry, Tags model, LongSupplier nanoTime) {
    this.registry = registry;
    this.model = model;
    queueToCompute = new RecentRatio(nanoTime);
    waits = each(Lane.class, lane -> timer("queue.wait", LANE, label(lane)));
    pictures = each(Lane.class, lane -> counter("pictures", LANE, label(lane)));
    rejections = each(Rejection.class, reason -> counter("rejected", "reason", label(reason)));
    compute = timer("compute");
    batchSize = keep(registry.summary(PREFIX + "batch.size", model));
    workerDeaths = counter("worker.deaths");
    gauge("queue.compute.ratio", queueToCompute, RecentRatio::value);
    gauge("batch.limit", batchLimit, AtomicInteger::get);
  }

  /** A value that is read when somebody asks for it. */
  <T> void gauge(String name, T source, ToDoubleFunction<T> value, String... tags) {
    var _ =
        keep(
            Gauge.builder(PREFIX + name, source, value)
                .tags(model.and(tags))
                .strongReference(true)
                .register(registry));
  }

  /** One gauge for each lane. */
  <T> void gaugeOfLanes(String name, T source, Function<Lane, ToDoubleFunction<T>> value) {
    for (Lane lane : Lane.values()) {
      gauge(name, source, value.apply(lane), LANE, label(lane));
    }
  }

  /** Takes the meters of a model that is embedded with no more out of the registry. */
  void remove() {
    meters.forEach(registry::remove);
  }

  void warm(int limit) {
    batchLimit.set(limit);
  }

  void waited(Lane lane, long nanos) {
    find(waits, lane).record(nanos, TimeUnit.NANOSECONDS);
    queueToCompute.waited(nanos);
  }

  void computed(int count, long nanos) {
    compute.record(nanos, TimeUnit.NANOSECONDS);
    batchSize.record(count);
    queueToCompute.computed(count, nanos);
  }

  void embedded(Lane lane) {
    find(pictures, lane).increment();
  }

  void rejected(Rejection reason) {
    find(rejections, reason).increment();
  }

  void workerDied() {
    workerDeaths.increment();
  }

  private Timer timer(String name, String... tags) {
    return keep(
        Timer.builder(PREFIX + name)
            .tags(model.and(tags))
            .serviceLevelObjectives(BUCKETS)
            .register(registry));
  }

  private Counter counter(String name, String... tags) {
    return keep(registry.counter(PREFIX + name, model.and(tags)));
  }

  private <M extends Meter> M keep(M meter) {
    meters.add(meter);
    return meter;
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
