package io.imagesearch.index.milvus;

import io.imagesearch.index.IndexUnavailableException;
import io.milvus.v2.client.MilvusClientV2;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ways to Milvus, whatever happens to its servers. Each call has a deadline and one of a few
 * places, those of searches apart from the others'; a search that one way does not answer is asked
 * over another. Where the last calls failed over all of them, few may try and the others are
 * refused at once, while a thread of this class's own looks for a way that is good again.
 */
final class MilvusConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MilvusConnection.class);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final int TRIALS = 4;

  private final MilvusProperties properties;
  private final MilvusCollection collection;
  private final Map<Lane, Semaphore> places = new EnumMap<>(Lane.class);
  private final Map<Lane, Semaphore> trials = new EnumMap<>(Lane.class);
  private final AtomicInteger turn = new AtomicInteger();
  private final Semaphore wake = new Semaphore(0);
  private final Thread watch;
  private volatile List<MilvusRoute> routes = List.of();
  private volatile boolean closed;
  private final Trouble trouble = new Trouble();
  private @Nullable MilvusRoute candidate;

  MilvusConnection(MilvusProperties properties, MilvusCollection collection) {
    this.properties = properties;
    this.collection = collection;
    places.put(Lane.SEARCHES, new Semaphore(properties.searches()));
    places.put(Lane.WRITES, new Semaphore(properties.writes()));
    trials.put(Lane.SEARCHES, new Semaphore(TRIALS));
    trials.put(Lane.WRITES, new Semaphore(TRIALS));
    watch = Thread.ofPlatform().daemon().name("milvus-watch").start(this::watch);
  }

  <T> T search(Function<MilvusClientV2, T> call) {
    return search(call, call);
  }

  /**
   * Searches.
   *
   * @param again what is asked over another way, where the first got no answer. Servers wait with
   *     all but the eldest reads while one that died may still hold something back.
   */
  <T> T search(Function<MilvusClientV2, T> first, Function<MilvusClientV2, T> again) {
    return call(Lane.SEARCHES, first, Optional.of(again));
  }

  <T> T write(Function<MilvusClientV2, T> call) {
    return call(Lane.WRITES, call, Optional.empty());
  }

  Optional<String> trouble() {
    return routes.stream().allMatch(route -> route.isDown(Lane.SEARCHES))
        ? Optional.of(trouble.last())
        : Optional.empty();
  }

  Map<String, Object> facts() {
    return collection.facts();
  }

  /** Whether it can be used; waits so long for it. */
  boolean await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (trouble().isPresent() && System.nanoTime() < deadline) {
      watch.join(Duration.ofMillis(20));
    }
    return trouble().isEmpty();
  }

  private <T> T call(
      Lane lane, Function<MilvusClientV2, T> first, Optional<Function<MilvusClientV2, T>> again) {
    List<MilvusRoute> ways = inOrder(lane);
    if (ways.isEmpty()) {
      throw IndexUnavailableException.away(null);
    }
    boolean down = ways.getFirst().isDown(lane);
    Semaphore gate = (down ? trials : places).get(lane);
    if (gate == null || !gate.tryAcquire()) {
      throw down ? IndexUnavailableException.away(null) : IndexUnavailableException.busy(null);
    }
    try {
      return call(
          ways.getFirst(), lane, again.isPresent() ? tryTime() : properties.deadline(), first);
    } catch (RuntimeException e) {
      if (again.isEmpty() || MilvusFailure.isRefusal(e)) {
        throw MilvusFailure.of(e);
      }
      return secondTry(ways.get(ways.size() == 1 ? 0 : 1), lane, again.get());
    } finally {
      gate.release();
    }
  }

  private <T> T secondTry(MilvusRoute way, Lane lane, Function<MilvusClientV2, T> call) {
    try {
      return call(way, lane, tryTime(), call);
    } catch (RuntimeException e) {
      throw MilvusFailure.of(e);
    }
  }

  /** Of one of two tries, which end hardly later than one that has all the time. */
  private Duration tryTime() {
    return properties.deadline().multipliedBy(3).dividedBy(5);
  }

  private <T> T call(
      MilvusRoute way, Lane lane, Duration deadline, Function<MilvusClientV2, T> call) {
    try {
      return way.call(lane, deadline, call);
    } catch (RuntimeException e) {
      if (!MilvusFailure.isRefusal(e)) {
        notice(way, lane, e);
      }
      throw e;
    }
  }

  private void notice(MilvusRoute way, Lane lane, RuntimeException e) {
    if (way.isDown(lane)) {
      String reason = String.valueOf(e.getMessage());
      if (trouble.isNews(reason)) {
        log.atWarn()
            .addKeyValue("address", way.address())
            .addKeyValue("reason", reason)
            .log("Milvus does not answer");
      }
      wake.release();
    }
  }

  /** Good ones first, each in its turn. */
  private List<MilvusRoute> inOrder(Lane lane) {
    List<MilvusRoute> all = routes;
    if (all.size() < 2) {
      return all;
    }
    int first = Math.floorMod(turn.getAndIncrement(), all.size());
    List<MilvusRoute> turned = new ArrayList<>(all.subList(first, all.size()));
    turned.addAll(all.subList(0, first));
    turned.sort(Comparator.comparing(route -> route.isDown(lane)));
    return turned;
  }

  private void watch() {
    while (!closed) {
      Duration pause = tend();
      try {
        boolean _ = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
        // Calls that fail one after the other wake it more often than it helps.
        Thread.sleep(RETRY.dividedBy(5));
      } catch (InterruptedException e) {
        break;
      }
    }
    List<MilvusRoute> left = routes;
    routes = List.of();
    left.forEach(route -> route.session().close());
    forget();
  }

  private Duration tend() {
    try {
      List<String> addresses = MilvusAddresses.of(properties.uri());
      boolean complete = true;
      List<MilvusRoute> kept = new ArrayList<>(routes);
      for (String address : addresses) {
        Optional<MilvusRoute> good =
            kept.stream()
                .filter(route -> route.address().equals(address) && !route.isDown())
                .findFirst();
        good.ifPresent(kept::remove);
        complete &= good.isPresent() || open(address);
      }
      // What no address leads to any more, once there is another way.
      if (complete) {
        kept.forEach(this::leave);
      }
      return complete ? look() : RETRY;
    } catch (IOException | RuntimeException e) {
      notYet(String.valueOf(e.getMessage()));
      return RETRY;
    }
  }

  /** Whether there is a way to an address now. */
  private boolean open(String address) throws IOException {
    try {
      MilvusRoute tried = candidate;
      if (tried == null || !tried.address().equals(address)) {
        forget();
        tried = new MilvusRoute(address, MilvusSession.open(properties, address));
        candidate = tried;
      }
      // One that others are like needs no proof of its own.
      Optional<String> notYet =
          trouble().isPresent() ? collection.prepare(tried.session()) : Optional.empty();
      if (notYet.isPresent()) {
        notYet(notYet.get());
        return false;
      }
      candidate = null;
      add(tried);
      return true;
    } catch (IOException | RuntimeException e) {
      forget();
      notYet(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void notYet(String reason) {
    if (trouble.isNews(reason)) {
      log.atWarn().addKeyValue("reason", reason).log("Milvus can't be used yet");
    }
  }

  private void add(MilvusRoute route) {
    List<MilvusRoute> now = new ArrayList<>(routes);
    Optional<MilvusRoute> bad =
        now.stream()
            .filter(other -> other.address().equals(route.address()) && other.isDown())
            .findFirst();
    bad.ifPresent(now::remove);
    now.add(route);
    boolean first = trouble().isPresent();
    routes = List.copyOf(now);
    bad.ifPresent(other -> other.leave(properties.deadline()));
    if (first) {
      trouble.end();
      log.atInfo().addKeyValue("collection", collection.name()).log("Milvus answers");
    }
  }

  private void leave(MilvusRoute route) {
    routes = routes.stream().filter(other -> !other.equals(route)).toList();
    route.leave(properties.deadline());
  }

  /** Nobody waits for this, so its failure tells nobody anything. */
  private Duration look() {
    try {
      collection.look(routes.getFirst().session());
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("Milvus did not say how it is");
    }
    return LOOK;
  }

  private void forget() {
    if (candidate != null) {
      candidate.session().close();
      candidate = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    try {
      watch.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
