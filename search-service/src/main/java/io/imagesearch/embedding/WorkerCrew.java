package io.imagesearch.embedding;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker threads. Platform threads that live long: native code pins a virtual thread's carrier,
 * and engines keep memory for each thread that they have seen.
 *
 * <p>One that dies after its warm-up is replaced. One that dies before is not, since the next would
 * fare no better; when none is left the crew is gone for good.
 */
final class WorkerCrew {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerCrew.class);

  private final Supplier<EmbeddingWorker> opener;
  private final EmbeddingMetrics metrics;
  private final Runnable whenGone;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger started = new AtomicInteger();

  /**
   * @param opener called by each worker's own thread
   * @param whenGone called once the last worker has ended, for whichever reason
   */
  WorkerCrew(Supplier<EmbeddingWorker> opener, EmbeddingMetrics metrics, Runnable whenGone) {
    this.opener = opener;
    this.metrics = metrics;
    this.whenGone = whenGone;
  }

  /** Returns when all are warm; throws what the first failure was. */
  void start(int workers) {
    var warm = Stream.generate(this::startOne).limit(workers).toList();
    try {
      warm.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Workers that run or are being replaced. */
  int alive() {
    return threads.size();
  }

  /** Waits for all to end; whether they did. */
  boolean join(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    // Again from the start each time: a dying worker may have started its replacement meanwhile.
    for (var next = anyThread(); next.isPresent(); next = anyThread()) {
      if (!next.get().join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  private Optional<Thread> anyThread() {
    synchronized (threads) {
      return threads.stream().findAny();
    }
  }

  private CompletableFuture<Void> startOne() {
    CompletableFuture<Void> warm = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .name("embedding-" + started.incrementAndGet())
            .unstarted(() -> live(warm));
    // Whoever waits for the threads to end must not meet one that hasn't started.
    synchronized (threads) {
      threads.add(thread);
      try {
        thread.start();
      } catch (Error e) {
        threads.remove(thread);
        warm.completeExceptionally(e);
      }
    }
    return warm;
  }

  private void live(CompletableFuture<Void> warm) {
    try (EmbeddingWorker worker = opener.get()) {
      worker.warmUp();
      warm.complete(null);
      worker.work();
    } catch (Throwable e) {
      if (!warm.completeExceptionally(e)) {
        metrics.workerDied();
        LOG.error("an embedding worker died and is being replaced", e);
        replace();
      }
    } finally {
      threads.remove(Thread.currentThread());
      if (threads.isEmpty()) {
        whenGone.run();
      }
    }
  }

  private void replace() {
    var _ =
        startOne()
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.error("the embedding worker could not be replaced", failure);
              }
            });
  }
}
