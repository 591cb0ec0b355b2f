package io.imagesearch.index.milvus;

import io.imagesearch.request.OutgoingHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ways to Milvus, whatever happens to its servers. While the last calls over one failed, a
 * thread of this class's own looks for one that is good again.
 */
final class MilvusConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MilvusConnection.class);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final MilvusProperties properties;
  private final OutgoingHeaders request;
  private final MilvusCollection collection;
  private final MilvusCalls calls;
  private final Semaphore wake = new Semaphore(0);
  private final Thread watch;
  private volatile List<MilvusRoute> routes = List.of();
  private volatile boolean closed;
  private final Trouble trouble = new Trouble();
  private @Nullable MilvusRoute candidate;

  MilvusConnection(
      MilvusProperties properties, OutgoingHeaders request, MilvusCollection collection) {
    this.properties = properties;
    this.request = request;
    this.collection = collection;
    this.calls = new MilvusCalls(properties, () -> routes, this::notice);
    watch = Thread.ofPlatform().daemon().name("milvus-watch").start(this::watch);
  }

  MilvusCalls calls() {
    return calls;
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

  private void notice(MilvusRoute bad, RuntimeException e) {
    String reason = String.valueOf(e.getMessage());
    if (trouble.isNews(reason)) {
      log.atWarn()
          .addKeyValue("address", bad.address())
          .addKeyValue("reason", reason)
          .log("Milvus does not answer");
    }
    wake.release();
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
        tried = new MilvusRoute(address, MilvusSession.open(properties, address, request));
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
