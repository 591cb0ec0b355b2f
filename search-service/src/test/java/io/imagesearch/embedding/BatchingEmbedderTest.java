package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.imagesearch.request.Listener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    assertThat(network.batches).containsExactly(1, 4, 2, 1, 1, 2);
    // Whoever waits is told before it is counted.
    await().untilAsserted(() -> assertThat(count("embedding.rejected", "failed")).isEqualTo(2));
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
    List<CompletableFuture<Embedding>> bulk = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      bulk.add(start(Lane.BULK, LONG, i, 1));
      // Each caller has its own thread; the last one that was started is to be the last in line.
      awaitDepth(i + 1);
    }
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

    // An outcome is there; its caller's own thread may still be on its way with it.
    calls.forEach(call -> assertThat(call.join()).isNotNull());
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
  void refusesWhatWouldWaitForTooLongAndSaysWhenItWouldNot() throws InterruptedException {
    embedder.close();
    network.passNanos.set(Duration.ofSeconds(1).toNanos());
    embedder = embedder(1, 64, LONG, Duration.ofMillis(2100));
    network.hold();
    var _ = start(1, 1);
    network.awaitPass();
    // Four in each second: eight may be ahead, and one of these is in a pass already.
    for (int i = 0; i < 8; i++) {
      embedder.prepare(Lane.INTERACTIVE).close();
      var _ = start(i, 1);
      awaitDepth(i + 1);
    }

    for (ThrowingCallable refused :
        List.<ThrowingCallable>of(() -> embed(1, 1), () -> embedder.prepare(Lane.INTERACTIVE))) {
      assertThatExceptionOfType(QueueFullException.class)
          .isThrownBy(refused)
          .withMessageContaining("2100 are the most")
          .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }
    assertThat(count("embedding.rejected", "late")).isEqualTo(2);
    var _ = start(Lane.BULK, LONG, 9, 1);
    awaitDepth(9);
  }

  @Test
  void isNotAliveWhileAPassDoesNotEnd() throws InterruptedException {
    network.hold();
    CompletableFuture<Embedding> stuck = start(1, 1);
    network.awaitPass();
    assertThat(embedder.isAlive()).isTrue();
    network.advance(Duration.ofSeconds(31));

    assertThat(embedder.isAlive()).isFalse();
    assertThat(registry.get("embedding.workers.stuck").gauge().value()).isEqualTo(1);
    assertThatExceptionOfType(EmbeddingException.class)
        .isThrownBy(() -> embed(1, 1))
        .withMessage("no worker takes pictures");
    network.release();
    assertThat(stuck.join()).isNotNull();
    await().untilAsserted(() -> assertThat(embedder.isAlive()).isTrue());
  }

  @Test
  void dropsThePictureOfACallerWhoHasHungUp() throws InterruptedException {
    network.hold();
    var _ = start(1, 1);
    network.awaitPass();
    AtomicBoolean gone = new AtomicBoolean();
    CompletableFuture<Embedding> left =
        CompletableFuture.supplyAsync(
            () -> Listener.serve(gone::get, () -> embedQuietly(Lane.UPLOAD, LONG, 2, 1)), CALLERS);
    awaitDepth(1);
    gone.set(true);

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(left::join)
        .withCauseInstanceOf(CallerGoneException.class);
    assertThat(embedder.queueDepth()).isZero();
    assertThat(count("embedding.rejected", "gone")).isEqualTo(1);
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
    return CompletableFuture.supplyAsync(() -> embedQuietly(lane, timeout, values), CALLERS);
  }

  private Embedding embedQuietly(Lane lane, Duration timeout, float... values) {
    try {
      return embedder.embed(input(values), lane, timeout);
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
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
    return embedder(workers, capacity, drain, Duration.ofSeconds(40));
  }

  private BatchingEmbedder embedder(int workers, int capacity, Duration drain, Duration maxWait) {
    return new BatchingEmbedder(
        network,
        Settings.of(
            "workers=" + workers,
            "max-batch=4",
            "queue-capacity=" + capacity,
            "max-wait=" + maxWait),
        new EmbeddingMetrics(registry, network::nanoTime),
        drain,
        network::nanoTime);
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
