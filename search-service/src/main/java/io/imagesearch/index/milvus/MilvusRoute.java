package io.imagesearch.index.milvus;

import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * One way to Milvus: connections to one of its proxies, and how the last calls over them went.
 *
 * @param address as it was looked up
 */
record MilvusRoute(String address, MilvusSession session, Map<Lane, Failures> failures) {
  private static final int FAILURES_IN_A_ROW = 2;

  MilvusRoute(String address, MilvusSession session) {
    this(
        address,
        session,
        new EnumMap<>(Map.of(Lane.SEARCHES, new Failures(), Lane.WRITES, new Failures())));
  }

  /**
   * Calls, and remembers whether the way is good. After a search without an answer it looks, beside
   * whatever is tried next, whether the server is there: it may wait for others. Writes are tried
   * once, so that nobody asks.
   */
  <T> T call(Lane lane, Duration deadline, Function<MilvusClientV2, T> call) {
    long begin = System.nanoTime();
    try {
      T answer = CallDeadline.of(deadline, () -> session.call(lane, call));
      of(lane).end();
      return answer;
    } catch (RuntimeException e) {
      if (!MilvusFailure.isRefusal(e)) {
        of(lane).add(MilvusFailure.isNotYet(e));
        if (lane == Lane.SEARCHES && System.nanoTime() - begin >= deadline.toNanos()) {
          Thread.ofVirtual().start(() -> look(deadline));
        }
      }
      throw e;
    }
  }

  /** Whether the last calls of a lane failed, one after the other. */
  boolean isDown(Lane lane) {
    return of(lane).last(FAILURES_IN_A_ROW, Duration.ZERO);
  }

  /**
   * Whether they have been failing for so long that it is no use to wait.
   *
   * @param silent the time where there is no answer
   * @param notYet the time where servers answer that they can't serve yet
   */
  boolean isHopeless(Lane lane, Duration silent, Duration notYet) {
    return of(lane).last(FAILURES_IN_A_ROW, isNotYet(lane, notYet) ? notYet : silent);
  }

  /**
   * Whether whoever is at the other end can't serve yet.
   *
   * @param lately for how long it counts as there since it said so
   */
  boolean isNotYet(Lane lane, Duration lately) {
    return of(lane).isNotYet(lately);
  }

  private void look(Duration patience) {
    if (session.answers(patience)) {
      of(Lane.SEARCHES).answered();
    }
  }

  boolean isDown() {
    return isDown(Lane.SEARCHES) || isDown(Lane.WRITES);
  }

  private Failures of(Lane lane) {
    return Objects.requireNonNull(failures.get(lane));
  }

  /** Closes it when calls that are under way have had their time. */
  void leave(Duration deadline) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(deadline);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          session.close();
        });
  }
}
