package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole batcher with real threads: callers that fail, leave, come too late, and an end. */
@Timeout(120)
class BatcherChaosTest {
  private static final List<Lane> LANES = List.of(Lane.values());
  private static final int CALLS = 600;
  private static final int CAPACITY = 24;
  private static final int BYTES = 160;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TinyNetwork network = new TinyNetwork();
  private final ConcurrentLinkedQueue<CountedInput> inputs = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger outcomes = new AtomicInteger();
  private final AtomicInteger embedded = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void givesEveryCallOneOutcomeWhateverHappens(long seed) throws InterruptedException {
    Random random = new Random(seed);
    BatchingEmbedder embedder = embedder(1 + random.nextInt(3));
    AtomicBoolean over = new AtomicBoolean();
    Thread bounds = Thread.ofPlatform().start(() -> watchBounds(embedder, over));
    List<Thread> callers = new ArrayList<>();
    boolean closesEarly = seed % 2 == 0;
    for (int i = 0; i < CALLS; i++) {
      long own = random.nextLong();
      int number = i;
      callers.add(Thread.ofVirtual().start(() -> call(embedder, number, new Random(own))));
      if (random.nextInt(20) == 0) {
        callers.get(random.nextInt(callers.size())).interrupt();
      }
      if (closesEarly && i == CALLS / 2) {
        callers.add(Thread.ofPlatform().start(embedder::close));
      }
    }
    for (Thread caller : callers) {
      caller.join();
    }
    over.set(true);
    bounds.join();

    assertThat(surprises).isEmpty();
    assertThat(outcomes).hasValue(CALLS);
    if (!closesEarly) {
      assertThat(embedder.isAlive()).isTrue();
      assertThat(embedded).hasPositiveValue();
      embedder.close();
    }
    await().untilAsserted(() -> assertThat(network.closed).hasValue(network.opened.get()));
    assertThat(inputs).hasSize(CALLS).allMatch(input -> input.timesClosed() == 1);
    assertThat(embedder.queueDepth()).isZero();
    assertThat(count("embedding.pictures") + count("embedding.rejected")).isEqualTo(CALLS);
  }

  private void call(BatchingEmbedder embedder, int number, Random random) {
    float value =
        switch (random.nextInt(40)) {
          case 0 -> TinyNetwork.FAILS;
          case 1 -> TinyNetwork.KILLS_WORKER;
          case 2 -> TinyNetwork.HAS_NO_DIRECTION;
          default -> number;
        };
    Duration timeout =
        switch (random.nextInt(10)) {
          case 0 -> Duration.ofNanos(1000);
          case 1 -> Duration.ofMillis(2);
          default -> Duration.ofSeconds(100);
        };
    CountedInput input = new CountedInput(value, 1);
    inputs.add(input);
    try {
      Lane lane = LANES.get(random.nextInt(3));
      Embedding embedding = embedder.embed(input, lane, timeout);
      embedded.incrementAndGet();
      if (!embedding.equals(Embedding.of(number, 1))) {
        surprises.add(number + " got " + embedding);
      }
    } catch (EmbeddingException | QueueFullException | InterruptedException e) {
      // One of the documented ends.
    } catch (RuntimeException | Error e) {
      surprises.add(e.toString());
    } finally {
      outcomes.incrementAndGet();
    }
  }

  private void watchBounds(BatchingEmbedder embedder, AtomicBoolean over) {
    while (!over.get()) {
      double bytes = registry.get("embedding.queue.bytes").gauge().value();
      if (embedder.queueDepth() > CAPACITY || bytes > BYTES) {
        surprises.add("beyond its bounds: " + bytes);
      }
      Thread.onSpinWait();
    }
  }

  private BatchingEmbedder embedder(int workers) {
    return new BatchingEmbedder(
        network,
        Settings.of(
            "workers=" + workers,
            "max-batch=4",
            "queue-capacity=" + CAPACITY,
            "queue-bytes=" + BYTES,
            "max-wait=4ms",
            "stuck-after=1h"),
        new EmbeddingMetrics(registry, network::nanoTime),
        Duration.ofSeconds(50),
        network::nanoTime);
  }

  private double count(String meter) {
    return registry.find(meter).counters().stream().mapToDouble(Counter::count).sum();
  }
}
