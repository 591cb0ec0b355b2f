package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchingEmbedderTest {
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Executor CALLERS = body -> Thread.ofVirtual().start(body);

  private final TinyNetwork network = new TinyNetwork();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ConcurrentLinkedQueue<CountedInput> inputs = new ConcurrentLinkedQueue<>();
  private BatchingEmbedder embedder = embedder(1, 8);

  @AfterEach
  void endsEveryInputExactlyOnceAndEveryPassToo() {
    network.release();
    embedder.close();

    // A worker that outlived the drain's limit may still be on its way out.
    await().untilAsserted(() -> assertThat(network.closed).hasValue(network.opened.get()));
    assertThat(inputs).allMatch(input -> input.timesClosed() == 1);
    assertThat(embedder.queueDepth()).isZero();
  }

  @Test
  void warmsUpEveryBatchSizeBeforeItServes() {
    assertThat(network.batches).contains(1, 2, 3, 4);
  }

  @Test
  void normalisesWhatTheNetworkGives() throws InterruptedException {
    assertThat(embed(3, 4)).isEqualTo(Embedding.of(0.6f, 0.8f));
    assertThat(embedder.dimension()).isEqualTo(2);
  }

  @Test
  void embedsTogetherWhatWaitsWhenAWorkerGetsFree() throws InterruptedException {
    network.hold();
    List<CompletableFuture<Embedding>> calls = new ArrayList<>(List.of(start(1, 0)));
    network.awaitPass();
    IntStream.range(0, 6).forEach(i -> calls.add(start(i, 1)));
    awaitDepth(6);
    network.release();

    for (int i = 0; i < 6; i++) {
      assertThat(calls.get(i + 1).join()).isEqualTo(Embedding.of(i, 1));
    }
    assertThat(network.batches).containsExactly(1, 4, 2);
  }

  @Test
  void failsOnlyThePictureThatFails() throws InterruptedException {
    List<CompletableFuture<Embedding>> calls =
        startTogether(List.of(1f, TinyNetwork.FAILS, 2f, TinyNetwork.HAS_NO_DIRECTION));

    assertThat(calls.get(0).join()).isEqualTo(Embedding.of(1, 1));
    assertThat(calls.get(2).join()).isEqualTo(Embedding.of(2, 1));
    assertFails(calls.get(1), "the forward pass failed");
    assertFails(calls.get(3), "no direction");
    assertThat(network.batches).containsExactly(1, 4, 1, 1, 1, 1);
    assertThat(count("embedding.rejected", "failed")).isEqualTo(2);
  }

  @Test
  void failsOnlyThePictureWhoseInputHasTheWrongSize() throws InterruptedException {
    network.hold();
    CompletableFuture<Embedding> first = start(1, 1);
    network.awaitPass();
    CompletableFuture<Embedding> wrong = start(1, 2, 3);
    CompletableFuture<Embedding> right = start(5, 1);
    awaitDepth(2);
    network.release();

    assertFails(wrong, "input can't be read");
    assertThat(right.join()).isEqualTo(Embedding.of(5, 1));
    assertThat(first.join()).isEqualTo(Embedding.of(1, 1));
  }

  @Test
  void replacesAWorkerThatDies() throws InterruptedException {
    assertThatExceptionOfType(EmbeddingException.class)
        .isThrownBy(() -> embed(TinyNetwork.KILLS_WORKER, 1))
        .withMessage("the worker died");

    assertThat(embed(1, 1)).isEqualTo(Embedding.of(1, 1));
    assertThat(embedder.isAlive()).isTrue();
    assertThat(network.opened).hasValue(2);
    assertThat(registry.counter("embedding.worker.deaths").count()).isEqualTo(1);
  }

  @Test
  void isNotAliveOnceNoWorkerCanRun() throws InterruptedException {
    network.hold();
    CompletableFuture<Embedding> deadly = start(TinyNetwork.KILLS_WORKER, 1);
    network.awaitPass();
    CompletableFuture<Embedding> waiting = start(1, 1);
    awaitDepth(1);
    network.broken.set(true);
    network.release();

    assertFails(deadly, "the worker died");
    assertFails(waiting, "closed");
    await().untilAsserted(() -> assertThat(embedder.isAlive()).isFalse());
    assertThatExceptionOfType(EmbeddingException.class).isThrownBy(() -> embed(1, 1));
  }

  @Test
  void refusesToStartOnABrokenNetwork() {
    network.broken.set(true);

    assertThatThrownBy(() -> embedder(2, 8)).hasMessage("the network is broken");
    assertThat(network.networkClosed).hasValue(1);
  }

  @Test
  void lowersNobodyBehindBulkWork() throws InterruptedException {
    network.hold();
    CompletableFuture<Embedding> first = start(1, 1);
    network.awaitPass();
    List<CompletableFuture<Embedding>> bulk =
        IntStream.range(0, 4).mapToObj(i -> start(Lane.BULK, LONG, i, 1)).toList();
    awaitDepth(4);
    CompletableFuture<Embedding> search = start(Lane.INTERACTIVE, LONG, 9, 1);
    awaitDepth(5);
    network.letThrough(2);

    assertThat(first.join()).isNotNull();
    assertThat(search.join()).isEqualTo(Embedding.of(9, 1));
    assertThat(bulk.get(3)).isNotDone();
  }

  @Test
  void refusesWhatHasNoRoomAndSaysWhenToComeBack() throws InterruptedException {
    network.hold();
    var _ = start(1, 1);
    network.awaitPass();
    for (int i = 0; i < 8; i++) {
      var _ = start(i, 1);
    }
    awaitDepth(8);

    assertThatExceptionOfType(QueueFullException.class)
        .isThrownBy(() -> embed(1, 1))
        .satisfies(e -> assertThat(e.retryAfter()).isBetween(Duration.ofSeconds(1), LONG));
    assertThat(count("embedding.rejected", "full")).isEqualTo(1);
  }

  @Test
  void dropsWorkWhoseTimeIsOver() throws InterruptedException {
    network.hold();
    CompletableFuture<Embedding> first = start(1, 1);
    network.awaitPass();

    assertFails(start(Lane.INTERACTIVE, Duration.ofMillis(5), 2, 1), "not embedded within 5 ms");
    assertThat(embedder.queueDepth()).isZero();
    network.release();
    assertThat(first.join()).isNotNull();
    assertThat(network.batches).containsExactly(1);
    assertThat(count("embedding.rejected", "timeout")).isEqualTo(1);
  }

  @Test
  void waitsNoLongerThanTheTimeoutForAPassThatHangs() throws InterruptedException {
    network.hold();

    assertFails(start(Lane.INTERACTIVE, Duration.ofMillis(5), 2, 1), "not embedded within");
  }

  @Test
  void dropsTheWorkOfAnInterruptedCaller() throws InterruptedException {
    network.hold();
    var _ = start(1, 1);
    network.awaitPass();
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                embed(2, 1);
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    awaitDepth(1);
    caller.interrupt();
    interrupted.await();

    assertThat(embedder.queueDepth()).isZero();
  }

  @Test
  void finishesWhatItAcceptedWhenClosed() throws InterruptedException {
    network.hold();
    List<CompletableFuture<Embedding>> calls = new ArrayList<>(List.of(start(1, 1)));
    network.awaitPass();
    IntStream.range(0, 5).forEach(i -> calls.add(start(i, 1)));
    awaitDepth(5);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(embedder::close, CALLERS);
    network.release();
    closing.join();

    assertThat(calls).allMatch(call -> call.isDone() && !call.isCompletedExceptionally());
    assertThat(network.networkClosed).hasValue(1);
    assertThatExceptionOfType(EmbeddingException.class).isThrownBy(() -> embed(1, 1));
  }

  @Test
  void failsWhatItCanNotFinishWhenClosed() throws InterruptedException {
    embedder.close();
    embedder = embedder(1, 8, Duration.ofMillis(20));
    network.networkClosed.set(0);
    network.hold();
    CompletableFuture<Embedding> running = start(1, 1);
    network.awaitPass();
    CompletableFuture<Embedding> waiting = start(2, 1);
    awaitDepth(1);
    embedder.close();

    assertFails(running, "closed");
    assertFails(waiting, "closed");
    // Native code still runs in there.
    assertThat(network.networkClosed).hasValue(0);
  }

  @Test
  void givesEveryCallOneOutcomeWhateverHappens() {
    embedder.close();
    embedder = embedder(3, 24);
    List<CompletableFuture<Embedding>> calls = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      float first =
          switch (random.nextInt(40)) {
            case 0 -> TinyNetwork.FAILS;
            case 1 -> TinyNetwork.KILLS_WORKER;
            case 2 -> TinyNetwork.HAS_NO_DIRECTION;
            default -> i;
          };
      Duration timeout = random.nextInt(10) == 0 ? Duration.ofNanos(1000) : LONG;
      calls.add(start(List.of(Lane.values()).get(random.nextInt(3)), timeout, first, 1));
    }
    for (int i = 0; i < calls.size(); i++) {
      try {
        Embedding embedding = calls.get(i).join();
        assertThat(embedding).isEqualTo(Embedding.of(i, 1));
      } catch (CompletionException e) {
        assertThat(e.getCause())
            .isInstanceOfAny(EmbeddingException.class, QueueFullException.class);
      }
    }
    assertThat(calls).anyMatch(call -> !call.isCompletedExceptionally());
    assertThat(embedder.isAlive()).isTrue();
  }

  /** While another picture keeps the only worker busy, so that these share a batch. */
  private List<CompletableFuture<Embedding>> startTogether(List<Float> firsts)
      throws InterruptedException {
    network.hold();
    var _ = start(1, 1);
    network.awaitPass();
    List<CompletableFuture<Embedding>> calls = new ArrayList<>();
    for (float first : firsts) {
      calls.add(start(first, 1));
      awaitDepth(calls.size());
    }
    network.release();
    return calls;
  }

  private CompletableFuture<Embedding> start(float... values) {
    return start(Lane.INTERACTIVE, LONG, values);
  }

  private CompletableFuture<Embedding> start(Lane lane, Duration timeout, float... values) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return embedder.embed(input(values), lane, timeout);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        CALLERS);
  }

  private Embedding embed(float... values) throws InterruptedException {
    return embedder.embed(input(values), Lane.INTERACTIVE, LONG);
  }

  private CountedInput input(float... values) {
    CountedInput input = new CountedInput(values);
    inputs.add(input);
    return input;
  }

  private BatchingEmbedder embedder(int workers, int capacity) {
    return embedder(workers, capacity, LONG);
  }

  private BatchingEmbedder embedder(int workers, int capacity, Duration drain) {
    return new BatchingEmbedder(
        network,
        new EmbeddingProperties(workers, 1, 4, capacity),
        new EmbeddingMetrics(registry),
        drain);
  }

  private void awaitDepth(int depth) {
    await().pollInterval(Duration.ofMillis(1)).until(() -> embedder.queueDepth() == depth);
  }

  private double count(String meter, String reason) {
    return registry.counter(meter, "reason", reason).count();
  }

  private static void assertFails(CompletableFuture<Embedding> call, String message) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(call::join)
        .havingCause()
        .isInstanceOf(EmbeddingException.class)
        .withMessageContaining(message);
  }
}
