package io.imagesearch.embedding;

import io.imagesearch.embedding.EmbeddingMetrics.Rejection;
import io.imagesearch.embedding.EmbeddingQueue.Admission;
import io.imagesearch.picture.InputTensor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets concurrent callers share forward passes: a worker that is free takes at once what waits, so
 * that batches grow with the load and a lone picture waits for nothing.
 */
final class BatchingEmbedder implements ImageEmbedder {
  private static final Logger LOG = LoggerFactory.getLogger(BatchingEmbedder.class);

  private final Network network;
  private final EmbeddingQueue queue;
  private final WorkerLoad load;
  private final WorkerCrew crew;
  private final EmbeddingMetrics metrics;
  private final Duration drain;
  private final Set<Ticket> pending = ConcurrentHashMap.newKeySet();

  /**
   * Returns when every worker is warm.
   *
   * @param network closed with this
   * @param drain how long {@link #close} lets accepted pictures finish
   */
  BatchingEmbedder(
      Network network, EmbeddingProperties properties, EmbeddingMetrics metrics, Duration drain) {
    int workers = properties.workers();
    int maxBatch = properties.maxBatch();
    this.network = network;
    this.metrics = metrics;
    this.drain = drain;
    queue = new EmbeddingQueue(properties.queueCapacity(), System::nanoTime);
    load = new WorkerLoad(workers, System::nanoTime);
    crew =
        new WorkerCrew(
            () ->
                new EmbeddingWorker(
                    queue, network.openPass(maxBatch), maxBatch, load, metrics, System::nanoTime),
            metrics,
            this::failPending);
    try {
      crew.start(workers);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    metrics.gauge("queue.depth", queue::depth);
    metrics.gauge("busy", load::busyShare);
    metrics.gauge("workers", crew::alive);
  }

  @Override
  public Embedding embed(InputTensor input, Lane lane, Duration timeout)
      throws InterruptedException {
    // The conversion saturates, so that "for ever" is no overflow.
    long nanos = TimeUnit.NANOSECONDS.convert(timeout);
    Ticket ticket = new Ticket(input, lane, System.nanoTime(), nanos);
    pending.add(ticket);
    try {
      accept(ticket);
      return ticket.await(System.nanoTime());
    } catch (InterruptedException e) {
      leave(ticket, Rejection.INTERRUPTED);
      throw e;
    } catch (TimeoutException e) {
      leave(ticket, Rejection.TIMEOUT);
      throw new EmbeddingException("not embedded within " + timeout.toMillis() + " ms", e);
    } finally {
      pending.remove(ticket);
    }
  }

  @Override
  public int dimension() {
    return network.dimension();
  }

  @Override
  public boolean isAlive() {
    return crew.alive() > 0;
  }

  int workersAlive() {
    return crew.alive();
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
  }

  private void accept(Ticket ticket) {
    Admission admission = queue.offer(ticket);
    if (admission == Admission.ACCEPTED) {
      return;
    }
    ticket.release();
    if (admission == Admission.FULL) {
      metrics.rejected(Rejection.FULL);
      int waiting = queue.depth();
      throw new QueueFullException(waiting, load.timeFor(waiting, crew.alive()));
    }
    metrics.rejected(Rejection.CLOSED);
    throw closed();
  }

  private void leave(Ticket ticket, Rejection reason) {
    metrics.rejected(reason);
    ticket.fail(new EmbeddingException("its caller has gone"));
    queue.abandon(ticket);
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
