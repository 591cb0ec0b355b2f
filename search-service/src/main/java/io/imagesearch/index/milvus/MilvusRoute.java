package io.imagesearch.index.milvus;

import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One way to Milvus: connections to one of its proxies, and how the last calls over them went.
 *
 * @param address as it was looked up
 */
record MilvusRoute(String address, MilvusSession session, Map<Lane, AtomicInteger> failures) {
  private static final int FAILURES_IN_A_ROW = 2;

  MilvusRoute(String address, MilvusSession session) {
    this(
        address,
        session,
        new EnumMap<>(
            Map.of(Lane.SEARCHES, new AtomicInteger(), Lane.WRITES, new AtomicInteger())));
  }

  /** Calls, and remembers whether the way is good. */
  <T> T call(Lane lane, Duration deadline, Function<MilvusClientV2, T> call) {
    try {
      T answer = CallDeadline.of(deadline, () -> session.call(lane, call));
      of(lane).set(0);
      return answer;
    } catch (RuntimeException e) {
      if (!MilvusFailure.isRefusal(e)) {
        of(lane).incrementAndGet();
      }
      throw e;
    }
  }

  /** Whether the last calls of a lane failed, one after the other. */
  boolean isDown(Lane lane) {
    return of(lane).get() >= FAILURES_IN_A_ROW;
  }

  boolean isDown() {
    return isDown(Lane.SEARCHES) || isDown(Lane.WRITES);
  }

  private AtomicInteger of(Lane lane) {
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
