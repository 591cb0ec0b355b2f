package io.imagesearch.index.milvus;

import io.imagesearch.index.IndexUnavailableException;
import io.milvus.v2.client.MilvusClientV2;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session with Milvus, whatever happens to the server. Each call has a deadline and one of
 * a few places, those of searches apart from the others'. After two failures in a row nobody waits
 * for the server any more: all are refused at once until a thread of this class's own has found it
 * well again.
 */
final class MilvusConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MilvusConnection.class);
  private static final int FAILURES_IN_A_ROW = 2;
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final MilvusProperties properties;
  private final MilvusCollection collection;
  private final Semaphore searches;
  private final Semaphore writes;
  private final AtomicReference<@Nullable MilvusSession> session = new AtomicReference<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Semaphore wake = new Semaphore(0);
  private final Thread watch;
  private volatile boolean closed;
  private volatile String trouble = "Milvus has not been reached yet";
  private @Nullable MilvusSession candidate;

  MilvusConnection(MilvusProperties properties, MilvusCollection collection) {
    this.properties = properties;
    this.collection = collection;
    searches = new Semaphore(properties.searches());
    writes = new Semaphore(properties.writes());
    watch = Thread.ofPlatform().daemon().name("milvus-watch").start(this::watch);
  }

  <T> T search(Function<MilvusClientV2, T> call) {
    return call(searches, session -> session.search(call));
  }

  <T> T write(Function<MilvusClientV2, T> call) {
    return call(writes, session -> session.write(call));
  }

  Optional<String> trouble() {
    return session.get() == null ? Optional.of(trouble) : Optional.empty();
  }

  Map<String, Object> facts() {
    return collection.facts();
  }

  /** Whether it can be used; waits so long for it. */
  boolean await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (session.get() == null && System.nanoTime() < deadline) {
      watch.join(Duration.ofMillis(20));
    }
    return session.get() != null;
  }

  private <T> T call(Semaphore places, Function<MilvusSession, T> call) {
    MilvusSession current = session.get();
    if (current == null) {
      throw IndexUnavailableException.away(null);
    }
    if (!places.tryAcquire()) {
      throw IndexUnavailableException.busy(null);
    }
    try {
      T answer = CallDeadline.of(properties.deadline(), () -> call.apply(current));
      failures.set(0);
      return answer;
    } catch (RuntimeException e) {
      if (!MilvusFailure.isRefusal(e) && failures.incrementAndGet() >= FAILURES_IN_A_ROW) {
        leave(current, e);
      }
      throw MilvusFailure.of(e);
    } finally {
      places.release();
    }
  }

  private void leave(MilvusSession current, RuntimeException reason) {
    if (session.compareAndSet(current, null)) {
      trouble = String.valueOf(reason.getMessage());
      log.atWarn().addKeyValue("reason", trouble).log("Milvus does not answer");
      wake.release();
      // Calls that are under way may still be answered.
      Thread.ofVirtual()
          .start(() -> {
            try {
              Thread.sleep(properties.deadline());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            current.close();
          });
    }
  }

  private void watch() {
    while (!closed) {
      Duration pause = session.get() == null ? connect() : look();
      try {
        boolean _ = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
      } catch (InterruptedException e) {
        break;
      }
    }
    MilvusSession left = session.getAndSet(null);
    if (left != null) {
      left.close();
    }
    forget();
  }

  private Duration connect() {
    try {
      MilvusSession tried = candidate == null ? MilvusSession.open(properties) : candidate;
      candidate = tried;
      Optional<String> notYet = collection.prepare(tried);
      if (notYet.isPresent()) {
        trouble = notYet.get();
        return RETRY;
      }
      candidate = null;
      failures.set(0);
      session.set(tried);
      log.atInfo().addKeyValue("collection", collection.name()).log("Milvus answers");
      return Duration.ZERO;
    } catch (IOException | RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      if (!reason.equals(trouble)) {
        log.atWarn().addKeyValue("reason", reason).log("Milvus can't be used yet");
        trouble = reason;
      }
      forget();
      return RETRY;
    }
  }

  /** Nobody waits for this, so its failure tells nobody anything. */
  private Duration look() {
    MilvusSession current = session.get();
    if (current != null) {
      try {
        collection.look(current);
      } catch (RuntimeException e) {
        log.atDebug().setCause(e).log("Milvus did not say how it is");
      }
    }
    return LOOK;
  }

  private void forget() {
    if (candidate != null) {
      candidate.close();
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
