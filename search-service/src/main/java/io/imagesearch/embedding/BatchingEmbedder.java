package io.imagesearch.embedding;

import io.imagesearch.embedding.EmbeddingMetrics.Rejection;
import io.imagesearch.picture.InputTensor;
import io.imagesearch.request.Listener;
import io.imagesearch.request.Step;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets concurrent callers share forward passes: a worker that is free takes at once what waits, so
 * that batches grow with the load and a lone picture waits for nothing.
 */
final class BatchingEmbedder implements ImageEmbedder {
  private static final Logger LOG = LoggerFactory.getLogger(BatchingEmbedder.class);

  /** How often a waiting caller's connection is looked at; some microseconds each time. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Network network;
  private final EmbeddingQueue queue;
  private final WorkerLoad load;
  private final WorkerCrew crew;
  private final Watchdog watchdog;
  private final Thread watching;
  private final EmbeddingMetrics metrics;
  private final Gate gate;
  private final Duration drain;
  private final LongSupplier nanoTime;
  private final Set<Ticket> pending = ConcurrentHashMap.newKeySet();

  /**
   * Returns when every worker is warm.
   *
   * @param network closed with this
   * @param drain how long {@link #close} lets accepted pictures finish
   */
  BatchingEmbedder(
      Network network, EmbeddingProperties properties, EmbeddingMetrics metrics, Duration drain) {
    this(network, properties, metrics, drain, System::nanoTime);
  }

  BatchingEmbedder(
      Network network,
      EmbeddingProperties properties,
      EmbeddingMetrics metrics,
      Duration drain,
      LongSupplier nanoTime) {
    int workers = properties.workers();
    int maxBatch = properties.maxBatch();
    this.network = network;
    this.metrics = metrics;
    this.drain = drain;
    this.nanoTime = nanoTime;
    queue =
        new EmbeddingQueue(
            properties.queueCapacity(), properties.queueBytes().toBytes(), workers, nanoTime);
    load = new WorkerLoad(workers, nanoTime);
    watchdog = new Watchdog(load, properties.stuckAfter());
    watching = watchdog.start();
    crew =
        new WorkerCrew(
            () ->
                new EmbeddingWorker(
                    queue, network.openPass(maxBatch), maxBatch, load, metrics, nanoTime),
            metrics,
            this::failPending);
    gate = new Gate(queue, load, this::workersAlive, properties.maxWait(), metrics);
    try {
      crew.start(workers);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    metrics.gaugeOfLanes("queue.depth", queue, lane -> waiting -> waiting.depth(lane));
    metrics.gauge("queue.bytes", queue, EmbeddingQueue::bytes);
    metrics.gauge("in.flight", load, WorkerLoad::inFlight);
    metrics.gauge("busy", load, WorkerLoad::busyShare);
    metrics.gauge("workers", crew, WorkerCrew::alive);
    metrics.gauge("workers.stuck", watchdog, Watchdog::stuck);
  }

  @Override
  public Embedding embed(InputTensor input, Lane lane, Duration timeout)
      throws InterruptedException {
    // The conversion saturates, so that "for ever" is no overflow.
    long nanos = TimeUnit.NANOSECONDS.convert(timeout);
    Ticket ticket = new Ticket(input, lane, nanoTime.getAsLong(), nanos);
    pending.add(ticket);
    try {
      gate.admit(ticket, timeout);
      return await(ticket, timeout);
    } catch (InterruptedException e) {
      boolean _ = leave(ticket, Rejection.INTERRUPTED);
      throw e;
    } finally {
      pending.remove(ticket);
    }
  }

  @Override
  public Preparation prepare(Lane lane) {
    return gate.prepare(lane);
  }

  @Override
  public int dimension() {
    return network.dimension();
  }

  @Override
  public boolean isSearched() {
    return queue.searches().areThere();
  }

  @Override
  public boolean isAlive() {
    return crew.alive() > 0 && watchdog.stuck() == 0;
  }

  /** Those that can serve. */
  int workersAlive() {
    return Math.max(0, crew.alive() - watchdog.stuck());
  }

  int queueDepth() {
    return queue.depth();
  }

  @Override
  public void close() {
    queue.close();
    boolean ended = join(drain);
    failPending();
    // A pass can't be stopped; pulling the network from under it would crash the process.
    if (ended || join(drain)) {
      network.close();
    } else {
      LOG.warn("a forward pass still runs: its network stays open");
    }
    watching.interrupt();
  }

  private Embedding await(Ticket ticket, Duration timeout) throws InterruptedException {
    long atMost = Listener.isKnown() ? LOOK.toNanos() : Long.MAX_VALUE;
    while (true) {
      try {
        Embedding embedding = ticket.await(nanoTime.getAsLong(), atMost);
        Step.note("queue.wait.us", TimeUnit.NANOSECONDS.toMicros(ticket.waited()));
        return embedding;
      } catch (TimeoutException e) {
        // Whoever has just been answered has not come too late: the next round finds it.
        if (ticket.isExpired(nanoTime.getAsLong())) {
          if (leave(ticket, Rejection.TIMEOUT)) {
            throw new EmbeddingException("not embedded within " + timeout.toMillis() + " ms", e);
          }
        } else if (Listener.isGone() && leave(ticket, Rejection.GONE)) {
          throw new CallerGoneException();
        }
      }
    }
  }

  /** Whether there was no other outcome yet. */
  private boolean leave(Ticket ticket, Rejection reason) {
    boolean first = ticket.fail(new EmbeddingException("its caller has gone"));
    if (first) {
      metrics.rejected(reason);
    }
    queue.abandon(ticket);
    return first;
  }

  private void failPending() {
    queue.close();
    queue.clear().forEach(Ticket::release);
    for (Ticket ticket : pending) {
      if (ticket.fail(closed())) {
        metrics.rejected(Rejection.CLOSED);
      }
    }
  }

  private boolean join(Duration limit) {
    try {
      return crew.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static EmbeddingException closed() {
    return new EmbeddingException("the embedder is closed");
  }
}
