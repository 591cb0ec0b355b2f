package io.imagesearch.index.milvus;

import io.imagesearch.index.IndexUnavailableException;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Asks Milvus. Each call has a deadline and one of a few places, those of searches apart from the
 * others'. A search that one way does not answer is asked over another, and after that over any
 * that is good while its time lasts: a coordinator that hands over is a slow search and not a
 * failed one, also where a proxy waits for it and answers nothing. Where all ways have been bad for
 * longer than that, few may try and the others are refused at once.
 */
final class MilvusCalls {
  private static final int TRIALS = 4;
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Less is not worth another try. */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final MilvusProperties properties;
  private final Supplier<List<MilvusRoute>> routes;
  private final Listener listener;
  private final Map<Lane, Semaphore> places;
  private final Map<Lane, Semaphore> trials;
  private final AtomicInteger turn = new AtomicInteger();

  /** Who wants to know that a way is bad. */
  interface Listener {
    void badWay(MilvusRoute way, RuntimeException reason);
  }

  /**
   * Prepares to ask.
   *
   * @param routes those that there are now, in any order
   */
  MilvusCalls(MilvusProperties properties, Supplier<List<MilvusRoute>> routes, Listener listener) {
    this.properties = properties;
    this.routes = routes;
    this.listener = listener;
    places = gates(properties.searches(), properties.writes());
    trials = gates(TRIALS, TRIALS);
  }

  <T> T write(Function<MilvusClientV2, T> call) {
    MilvusRoute way = inOrder(Lane.WRITES).getFirst();
    Semaphore gate = enter(Lane.WRITES, way.isDown(Lane.WRITES));
    try {
      return over(way, Lane.WRITES, properties.deadline(), call);
    } catch (RuntimeException e) {
      throw MilvusFailure.of(e);
    } finally {
      gate.release();
    }
  }

  <T> T search(Function<MilvusClientV2, T> call) {
    return search(call, call);
  }

  /**
   * Searches.
   *
   * @param again what is asked after a try without an answer. Servers wait with all but the eldest
   *     reads while one that died may still hold something back.
   */
  <T> T search(Function<MilvusClientV2, T> first, Function<MilvusClientV2, T> again) {
    long begin = System.nanoTime();
    List<MilvusRoute> ways = inOrder(Lane.SEARCHES);
    MilvusRoute way = ways.getFirst();
    MilvusRoute other = ways.get(ways.size() == 1 ? 0 : 1);
    boolean hopeless = way.isHopeless(Lane.SEARCHES, patience(), handover());
    Semaphore gate = enter(Lane.SEARCHES, hopeless);
    try {
      return over(way, Lane.SEARCHES, tryTime(), first);
    } catch (RuntimeException e) {
      if (MilvusFailure.isRefusal(e)) {
        throw MilvusFailure.of(e);
      }
      return again(
          other, again, reason -> hopeless ? begin : begin + patience(way, reason).toNanos());
    } finally {
      gate.release();
    }
  }

  /**
   * The second try, and all others.
   *
   * @param until when to give up, by the newest reason
   */
  private <T> T again(
      MilvusRoute way, Function<MilvusClientV2, T> call, ToLongFunction<RuntimeException> until) {
    RuntimeException reason;
    try {
      return over(way, Lane.SEARCHES, tryTime(), call);
    } catch (RuntimeException e) {
      reason = e;
    }
    while (!MilvusFailure.isRefusal(reason) && awaitTrial(until.applyAsLong(reason))) {
      try {
        MilvusRoute best = inOrder(Lane.SEARCHES).getFirst();
        Duration left = left(until.applyAsLong(reason));
        return over(best, Lane.SEARCHES, least(left, tryTime()), call);
      } catch (RuntimeException e) {
        reason = e;
      } finally {
        of(trials, Lane.SEARCHES).release();
      }
    }
    throw MilvusFailure.of(reason);
  }

  private <T> T over(MilvusRoute way, Lane lane, Duration time, Function<MilvusClientV2, T> call) {
    try {
      return way.call(lane, time, call);
    } catch (RuntimeException e) {
      if (way.isDown(lane) && !MilvusFailure.isRefusal(e)) {
        listener.badWay(way, e);
      }
      throw e;
    }
  }

  /** Good ones first, each in its turn; at least one. */
  private List<MilvusRoute> inOrder(Lane lane) {
    List<MilvusRoute> all = routes.get();
    if (all.isEmpty()) {
      throw IndexUnavailableException.away(null);
    }
    int first = Math.floorMod(turn.getAndIncrement(), all.size());
    List<MilvusRoute> turned = new ArrayList<>(all.subList(first, all.size()));
    turned.addAll(all.subList(0, first));
    turned.sort(Comparator.comparing(route -> route.isDown(lane)));
    return turned;
  }

  /** Takes a place, to be given back. */
  private Semaphore enter(Lane lane, boolean hopeless) {
    Semaphore gate = of(hopeless ? trials : places, lane);
    if (!gate.tryAcquire()) {
      throw hopeless ? IndexUnavailableException.away(null) : IndexUnavailableException.busy(null);
    }
    return gate;
  }

  /** Whether there is time for another try, and a place, to be given back. */
  private boolean awaitTrial(long end) {
    try {
      Thread.sleep(least(PAUSE, left(end)));
      return left(end).compareTo(SHORTEST) > 0
          && of(trials, Lane.SEARCHES)
              .tryAcquire(left(end).minus(SHORTEST).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Of the first two tries of a search, which end hardly later than a call that has one. */
  private Duration tryTime() {
    return properties.deadline().multipliedBy(3).dividedBy(5);
  }

  /** Of a search that gets no answer. */
  private Duration patience() {
    return tryTime().multipliedBy(2);
  }

  /**
   * Of a search whose servers answer that they can't serve yet, or are there and wait for others:
   * that ends by itself, and soon.
   */
  private Duration handover() {
    return properties.deadline().multipliedBy(3);
  }

  private Duration patience(MilvusRoute way, RuntimeException reason) {
    return MilvusFailure.isNotYet(reason) || way.isNotYet(Lane.SEARCHES, handover())
        ? handover()
        : patience();
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Map<Lane, Semaphore> gates(int searches, int writes) {
    return new EnumMap<>(
        Map.of(Lane.SEARCHES, new Semaphore(searches), Lane.WRITES, new Semaphore(writes)));
  }

  private static Semaphore of(Map<Lane, Semaphore> gates, Lane lane) {
    return Objects.requireNonNull(gates.get(lane));
  }
}
