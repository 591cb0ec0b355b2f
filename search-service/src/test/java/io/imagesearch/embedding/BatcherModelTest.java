package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.embedding.EmbeddingMetrics.Rejection;
import io.imagesearch.embedding.EmbeddingQueue.Admission;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queue and workers, a step at a time on one thread and by a clock that the test moves: random
 * arrivals, callers that leave, pictures that fail, workers that die, and an end.
 */
class BatcherModelTest {
  private static final List<Lane> LANES = List.of(Lane.values());

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong clock = new AtomicLong();
  private final EmbeddingMetrics metrics = new EmbeddingMetrics(registry, clock::get);
  private final TinyNetwork network = new TinyNetwork();
  private final List<Call> accepted = new ArrayList<>();
  private final List<Call> released = new ArrayList<>();

  /** One accepted picture and what was seen of it. */
  private static final class Call {
    private final Lane lane;
    private final float value;
    private final Ticket ticket;
    private final CountedInput input;
    private int mostTurns;
    private boolean left;

    Call(List<Call> released, Lane lane, float value, long now, long timeout) {
      this.lane = lane;
      this.value = value;
      this.input = new CountedInput(() -> released.add(this), value, 1);
      this.ticket = new Ticket(input, lane, now, timeout);
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsItsPromises(long seed) {
    Random random = new Random(seed);
    int capacity = 1 + random.nextInt(40);
    long bytes = (1 + random.nextInt(40)) * 8L;
    int maxBatch = 1 + random.nextInt(12);
    EmbeddingQueue queue = new EmbeddingQueue(capacity, bytes, 1, clock::get);
    WorkerLoad load = new WorkerLoad(2, clock::get);
    List<EmbeddingWorker> workers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      workers.add(worker(queue, load, maxBatch));
    }
    for (int step = 0; step < 400; step++) {
      clock.addAndGet(random.nextInt(20));
      switch (random.nextInt(5)) {
        case 0, 1, 2 -> arrive(queue, random);
        case 3 -> leave(queue, random);
        default -> work(queue, load, workers, random.nextInt(2), maxBatch);
      }
      assertThat(queue.depth()).isBetween(0, capacity);
      assertThat(queue.bytes()).isBetween(0L, Math.max(8, bytes));
    }
    queue.close();
    assertThat(queue.offer(call(random).ticket, 1000)).isEqualTo(Admission.CLOSED);
    boolean more = true;
    while (more) {
      try {
        more = workers.getFirst().workOnce();
      } catch (StackOverflowError e) {
        workers.set(0, worker(queue, load, maxBatch));
      }
    }

    assertThat(queue.depth()).isZero();
    assertThat(queue.bytes()).isZero();
    assertThat(load.inFlight()).isZero();
    accepted.forEach(this::checkEnd);
    checkOrder();
    checkCounts();
  }

  private void arrive(EmbeddingQueue queue, Random random) {
    Call call = call(random);
    int most = random.nextInt(60);
    int depth = queue.depth();
    int ahead = queue.ahead(call.lane);
    switch (queue.offer(call.ticket, most)) {
      case ACCEPTED -> {
        assertThat(ahead).isLessThanOrEqualTo(most);
        // Each fair turn takes away one who is older, or this one.
        call.mostTurns = WaitingLanes.FAIR_SLOT * (depth + 1);
        accepted.add(call);
      }
      case LATE -> assertThat(ahead).isGreaterThan(most);
      case FULL -> assertThat(depth).isPositive();
      case CLOSED -> throw new AssertionError("closed before its end");
    }
  }

  private void leave(EmbeddingQueue queue, Random random) {
    if (!accepted.isEmpty()) {
      Call call = accepted.get(random.nextInt(accepted.size()));
      if (call.ticket.fail(new EmbeddingException("left"))) {
        metrics.rejected(Rejection.GONE);
        call.left = true;
      }
      queue.abandon(call.ticket);
    }
  }

  private void work(
      EmbeddingQueue queue,
      WorkerLoad load,
      List<EmbeddingWorker> workers,
      int which,
      int maxBatch) {
    int depth = queue.depth();
    if (depth == 0 || accepted.stream().noneMatch(this::couldBeTaken)) {
      return; // it would wait for ever
    }
    try {
      assertThat(workers.get(which).workOnce()).isTrue();
    } catch (StackOverflowError e) {
      workers.set(which, worker(queue, load, maxBatch));
    }
    int turns = depth - queue.depth();
    assertThat(turns).isPositive();
    accepted.stream()
        .filter(call -> call.input.timesClosed() == 0)
        .forEach(call -> {
          call.mostTurns -= turns;
          assertThat(call.mostTurns).as("its turn must have come").isPositive();
        });
  }

  private boolean couldBeTaken(Call call) {
    return call.input.timesClosed() == 0 && !call.ticket.isExpired(clock.get());
  }

  private Call call(Random random) {
    Lane lane = LANES.get(random.nextInt(3));
    float value =
        switch (random.nextInt(30)) {
          case 0 -> TinyNetwork.FAILS;
          case 1 -> TinyNetwork.KILLS_WORKER;
          case 2 -> TinyNetwork.HAS_NO_DIRECTION;
          default -> accepted.size() + 1;
        };
    return new Call(released, lane, value, clock.get(), 1 + random.nextInt(2000));
  }

  private EmbeddingWorker worker(EmbeddingQueue queue, WorkerLoad load, int maxBatch) {
    return new EmbeddingWorker(
        queue, network.openPass(maxBatch), maxBatch, load, metrics, clock::get);
  }

  private void checkEnd(Call call) {
    assertThat(call.input.timesClosed()).isEqualTo(1);
    if (!call.ticket.isSettled()) {
      assertThat(call.ticket.isExpired(clock.get())).as("only who came too late").isTrue();
      return;
    }
    try {
      assertThat(call.ticket.await(0, 0)).isEqualTo(Embedding.of(call.value, 1));
      assertThat(call.left).isFalse();
    } catch (EmbeddingException e) {
      assertThat(call.left || call.value < 0 || "the worker died".equals(e.getMessage())).isTrue();
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Who was computed was computed in the order of arrival, within each lane. */
  private void checkOrder() {
    for (Lane lane : Lane.values()) {
      List<Integer> order =
          released.stream()
              .filter(call -> call.lane == lane && !call.left && call.ticket.isSettled())
              .map(accepted::indexOf)
              .toList();
      assertThat(order).isSorted();
    }
  }

  private void checkCounts() {
    double counted =
        registry.find("embedding.rejected").counters().stream().mapToDouble(Counter::count).sum()
            + registry.find("embedding.pictures").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    long settled = accepted.stream().filter(call -> call.ticket.isSettled()).count();
    assertThat((long) counted).isEqualTo(settled);
  }
}
