package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.embedding.EmbeddingQueue.Admission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EmbeddingQueueTest {
  private static final List<Lane> LANES = List.of(Lane.values());
  private static final long ANY_BYTES = 1 << 30;

  private final AtomicLong clock = new AtomicLong();
  private final Map<Ticket, CountedInput> inputs = new ConcurrentHashMap<>();

  @Test
  void takesAtOnceWhatWaitsUpToTheLimit() {
    EmbeddingQueue queue = queue(16);
    offerAll(queue, 5, Lane.UPLOAD);

    assertThat(take(queue, 3)).hasSize(3);
    assertThat(take(queue, 3)).hasSize(2);
    assertThat(queue.depth()).isZero();
  }

  @Test
  void servesUrgentLanesFirstAndEachLaneInItsOrder() {
    EmbeddingQueue queue = queue(16);
    List<Ticket> bulk = offerAll(queue, 2, Lane.BULK);
    List<Ticket> upload = offerAll(queue, 2, Lane.UPLOAD);
    List<Ticket> interactive = offerAll(queue, 2, Lane.INTERACTIVE);

    assertThat(take(queue, 6))
        .isEqualTo(Stream.of(interactive, upload, bulk).flatMap(List::stream).toList());
  }

  @Test
  void servesTheOldestAtEveryFairSlotHoweverManySearchesArrive() {
    EmbeddingQueue queue = queue(64);
    List<Ticket> bulk = offerAll(queue, 3, Lane.BULK);
    List<Ticket> served = new ArrayList<>();
    for (int i = 0; i < 3 * WaitingLanes.FAIR_SLOT; i++) {
      offerAll(queue, 1, Lane.INTERACTIVE);
      served.addAll(take(queue, 1));
    }

    assertThat(bulk)
        .map(ticket -> served.indexOf(ticket) + 1)
        .containsExactly(
            WaitingLanes.FAIR_SLOT, 2 * WaitingLanes.FAIR_SLOT, 3 * WaitingLanes.FAIR_SLOT);
  }

  @Test
  void keepsAWorkerFreeOfBulkWorkWhilePeopleSearch() throws Exception {
    EmbeddingQueue queue = new EmbeddingQueue(16, ANY_BYTES, 2, clock::get);
    offerAll(queue, 1, Lane.INTERACTIVE);
    take(queue, 1);
    List<Ticket> bulk = offerAll(queue, 2, Lane.BULK);
    var kept = CompletableFuture.supplyAsync(() -> take(queue, 1));
    await().until(() -> queue.idle() == 1);

    assertThat(take(queue, 1)).as("by the other worker").containsExactly(bulk.getFirst());
    assertThat(kept).isNotDone();

    List<Ticket> search = offerAll(queue, 1, Lane.INTERACTIVE);
    assertThat(kept.get()).isEqualTo(search);
  }

  @Test
  void givesBulkWorkEveryWorkerOnceNobodySearches() {
    EmbeddingQueue queue = new EmbeddingQueue(16, ANY_BYTES, 2, clock::get);
    offerAll(queue, 1, Lane.INTERACTIVE);
    take(queue, 1);
    List<Ticket> bulk = offerAll(queue, 2, Lane.BULK);
    clock.addAndGet(RecentSearches.CALM.toNanos());

    assertThat(take(queue, 2)).isEqualTo(bulk);
  }

  @Test
  void keepsRoomForMoreUrgentLanes() {
    EmbeddingQueue queue = queue(8);

    assertThat(offerAll(queue, 8, Lane.BULK)).hasSize(4);
    assertThat(offerAll(queue, 8, Lane.UPLOAD)).hasSize(2);
    assertThat(offerAll(queue, 8, Lane.INTERACTIVE)).hasSize(2);
    assertThat(queue.depth()).isEqualTo(8);
  }

  @Test
  void hasRoomForEveryLaneWhenItTakesOne() {
    for (Lane lane : Lane.values()) {
      assertThat(offerAll(queue(1), 2, lane)).hasSize(1);
    }
  }

  @Test
  void boundsTheBytesThatWaitAndKeepsRoomThereToo() {
    // Each picture has one float.
    EmbeddingQueue queue = new EmbeddingQueue(100, 8 * Float.BYTES, 1, clock::get);

    assertThat(offerAll(queue, 8, Lane.BULK)).hasSize(4);
    assertThat(offerAll(queue, 8, Lane.UPLOAD)).hasSize(2);
    assertThat(offerAll(queue, 8, Lane.INTERACTIVE)).hasSize(2);
    assertThat(queue.bytes()).isEqualTo(8 * Float.BYTES);
    take(queue, 8);
    assertThat(queue.bytes()).isZero();
  }

  @Test
  void letsAPictureWaitAloneThatIsLargerThanTheRoom() {
    EmbeddingQueue queue = new EmbeddingQueue(100, 1, 1, clock::get);

    assertThat(offerAll(queue, 2, Lane.BULK)).hasSize(1);
  }

  @Test
  void refusesAPictureWithTooManyAheadOfIt() {
    EmbeddingQueue queue = queue(64);
    offerAll(queue, 20, Lane.BULK);
    offerAll(queue, 7, Lane.INTERACTIVE);

    // The seven, and two fair turns of the others.
    assertThat(queue.ahead(Lane.INTERACTIVE)).isEqualTo(9);
    assertThat(queue.ahead(Lane.BULK)).isEqualTo(27);
    assertThat(queue.prepare(Lane.INTERACTIVE, 8)).isEqualTo(Admission.LATE);
    assertThat(queue.offer(ticket(Lane.INTERACTIVE, 1), 8)).isEqualTo(Admission.LATE);
    assertThat(queue.offer(ticket(Lane.INTERACTIVE, 1), 9)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void countsWhatIsBeingPreparedAgainstThoseWhoComeAfterIt() {
    EmbeddingQueue queue = queue(64);
    assertThat(queue.prepare(Lane.INTERACTIVE, 1)).isEqualTo(Admission.ACCEPTED);
    assertThat(queue.prepare(Lane.INTERACTIVE, 1)).isEqualTo(Admission.ACCEPTED);

    assertThat(queue.prepare(Lane.INTERACTIVE, 1)).isEqualTo(Admission.LATE);
    assertThat(queue.aheadAndComing(Lane.UPLOAD)).isEqualTo(2);
    assertThat(queue.offer(ticket(Lane.INTERACTIVE, 1), 0))
        .as("who is prepared first goes first")
        .isEqualTo(Admission.ACCEPTED);
    queue.prepared(Lane.INTERACTIVE);
    assertThat(queue.prepare(Lane.INTERACTIVE, 2)).isEqualTo(Admission.ACCEPTED);
    queue.prepared(Lane.INTERACTIVE);
    queue.prepared(Lane.INTERACTIVE);
    assertThat(queue.aheadAndComing(Lane.BULK)).isOne();
  }

  @Test
  void keepsBulkBatchesShortWhileSearchesCome() {
    EmbeddingQueue queue = queue(256);
    offerAll(queue, 40, Lane.BULK);
    assertThat(queue.take(16, 2)).as("before any search").hasSize(16);
    offerAll(queue, 1, Lane.INTERACTIVE);

    assertThat(queue.take(16, 2)).hasSize(2);
    clock.addAndGet(RecentSearches.CALM.toNanos() - 1);
    assertThat(queue.take(16, 2)).hasSize(2);
    clock.addAndGet(1);
    assertThat(queue.take(16, 2)).hasSize(16);
    offerAll(queue, 3, Lane.INTERACTIVE);
    assertThat(queue.take(3, 2)).as("searches share as large a batch as ever").hasSize(3);
  }

  /** However the turns stand, and whoever waits: nobody who comes later goes first. */
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void neverPutsMoreAheadThanItSays(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      EmbeddingQueue queue = queue(1000);
      offerAll(queue, 10, Lane.BULK);
      take(queue, 1 + random.nextInt(10));
      for (int i = random.nextInt(60); i > 0; i--) {
        offerAll(queue, 1, LANES.get(random.nextInt(3)));
      }
      Lane lane = LANES.get(random.nextInt(3));
      int ahead = queue.ahead(lane);
      Ticket mine = offerAll(queue, 1, lane).getFirst();

      assertThat(take(queue, 1000).indexOf(mine)).isLessThanOrEqualTo(ahead);
    }
  }

  @Test
  void releasesWhatExpiredWithoutHandingItOut() {
    EmbeddingQueue queue = queue(8);
    Ticket expired = ticket(Lane.UPLOAD, 10);
    Ticket live = ticket(Lane.UPLOAD, 20);
    offer(queue, expired);
    offer(queue, live);
    clock.set(10);

    assertThat(take(queue, 8)).containsExactly(live);
    assertThat(timesClosed(expired)).isOne();
    assertThat(timesClosed(live)).isZero();
  }

  @Test
  void freesTheRoomOfWhatIsAbandoned() {
    EmbeddingQueue queue = queue(1);
    Ticket abandoned = offerAll(queue, 1, Lane.INTERACTIVE).getFirst();
    queue.abandon(abandoned);
    queue.abandon(abandoned);

    assertThat(timesClosed(abandoned)).isOne();
    assertThat(offerAll(queue, 1, Lane.INTERACTIVE)).hasSize(1);
  }

  @Test
  void leavesAnAbandonedInputToWhoeverTookIt() {
    EmbeddingQueue queue = queue(1);
    offerAll(queue, 1, Lane.INTERACTIVE);
    Ticket taken = take(queue, 1).getFirst();
    queue.abandon(taken);

    assertThat(timesClosed(taken)).isZero();
  }

  @Test
  void handsOutWhatWaitedWhenClosedAndThenNothing() {
    EmbeddingQueue queue = queue(8);
    List<Ticket> accepted = offerAll(queue, 2, Lane.BULK);
    queue.close();

    assertThat(offer(queue, ticket(Lane.INTERACTIVE, 1))).isEqualTo(Admission.CLOSED);
    assertThat(take(queue, 8)).isEqualTo(accepted);
    assertThat(take(queue, 8)).isEmpty();
  }

  /** Against a plain model of the rules, one operation after the other. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsItsPromisesUnderRandomOperations(long seed) {
    Random random = new Random(seed);
    int capacity = 1 + random.nextInt(40);
    EmbeddingQueue queue = queue(capacity);
    List<Ticket> waiting = new ArrayList<>();
    Map<Ticket, Integer> taken = new HashMap<>();
    for (int step = 0; step < 4000; step++) {
      clock.addAndGet(random.nextInt(20));
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          Ticket ticket = ticket(LANES.get(random.nextInt(3)), 1 + random.nextInt(400));
          boolean room = waiting.size() < EmbeddingQueue.room(ticket.lane(), capacity);
          assertThat(offer(queue, ticket)).isEqualTo(room ? Admission.ACCEPTED : Admission.FULL);
          if (room) {
            waiting.add(ticket);
          } else {
            inputs.remove(ticket);
          }
        }
        case 2 -> {
          if (!waiting.isEmpty()) {
            queue.abandon(waiting.remove(random.nextInt(waiting.size())));
          }
        }
        default -> {
          if (waiting.stream().anyMatch(ticket -> !ticket.isExpired(clock.get()))) {
            List<Ticket> batch = take(queue, 1 + random.nextInt(8));
            assertThat(batch).isNotEmpty().isSubsetOf(waiting);
            assertThat(batch).noneMatch(ticket -> ticket.isExpired(clock.get()));
            batch.forEach(ticket -> taken.merge(ticket, 1, Integer::sum));
            waiting.removeIf(ticket -> taken.containsKey(ticket) || timesClosed(ticket) == 1);
          }
        }
      }
      assertThat(queue.depth()).isEqualTo(waiting.size());
    }
    assertThat(queue.clear()).containsExactlyInAnyOrderElementsOf(waiting);
    assertThat(taken.values()).containsOnly(1);
    inputs.forEach((ticket, input) ->
        assertThat(input.timesClosed())
            .isEqualTo(taken.containsKey(ticket) || waiting.contains(ticket) ? 0 : 1));
  }

  /** Many callers, takers and leavers at once: each input has exactly one end. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void endsEachInputExactlyOnceUnderContention(long seed) throws InterruptedException {
    EmbeddingQueue queue = new EmbeddingQueue(32, ANY_BYTES, 2, System::nanoTime);
    ConcurrentLinkedQueue<Ticket> accepted = new ConcurrentLinkedQueue<>();
    List<Thread> takers = start(2, _ -> takeAll(queue));
    List<Thread> callers =
        start(
            6,
            caller -> {
              Random random = new Random(seed * 100 + caller);
              for (int i = 0; i < 2000; i++) {
                CountedInput input = new CountedInput(i);
                long timeout = random.nextInt(4) == 0 ? 1 : Long.MAX_VALUE;
                Lane lane = LANES.get(random.nextInt(3));
                Ticket ticket = new Ticket(input, lane, System.nanoTime(), timeout);
                inputs.put(ticket, input);
                if (offer(queue, ticket) != Admission.ACCEPTED) {
                  ticket.release();
                } else if (random.nextInt(3) == 0) {
                  accepted.add(ticket);
                  queue.abandon(ticket);
                }
              }
            });
    for (Thread caller : callers) {
      caller.join();
    }
    queue.close();
    for (Thread taker : takers) {
      taker.join();
    }

    assertThat(inputs).hasSize(12_000);
    assertThat(inputs.values()).allMatch(input -> input.timesClosed() == 1);
    assertThat(accepted).isNotEmpty();
    assertThat(queue.depth()).isZero();
  }

  private static Admission offer(EmbeddingQueue queue, Ticket ticket) {
    return queue.offer(ticket, Integer.MAX_VALUE);
  }

  private static List<Ticket> take(EmbeddingQueue queue, int most) {
    return queue.take(most, most);
  }

  private static void takeAll(EmbeddingQueue queue) {
    for (var batch = take(queue, 8); !batch.isEmpty(); batch = take(queue, 8)) {
      batch.forEach(Ticket::release);
    }
  }

  private static List<Thread> start(int count, IntConsumer body) {
    return IntStream.range(0, count)
        .mapToObj(i -> Thread.ofPlatform().start(() -> body.accept(i)))
        .toList();
  }

  private EmbeddingQueue queue(int capacity) {
    return new EmbeddingQueue(capacity, ANY_BYTES, 1, clock::get);
  }

  private Ticket ticket(Lane lane, long timeout) {
    CountedInput input = new CountedInput(1);
    Ticket ticket = new Ticket(input, lane, clock.get(), timeout);
    inputs.put(ticket, input);
    return ticket;
  }

  private List<Ticket> offerAll(EmbeddingQueue queue, int count, Lane lane) {
    return Stream.generate(() -> ticket(lane, Long.MAX_VALUE))
        .limit(count)
        .filter(ticket -> offer(queue, ticket) == Admission.ACCEPTED)
        .toList();
  }

  private int timesClosed(Ticket ticket) {
    return inputs.getOrDefault(ticket, new CountedInput()).timesClosed();
  }
}
