package io.imagesearch.embedding;

import io.imagesearch.embedding.EmbeddingMetrics.Rejection;
import io.imagesearch.embedding.WorkerLoad.Running;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Takes what waits, runs it and answers; belongs to one thread. */
final class EmbeddingWorker implements AutoCloseable {
  private final EmbeddingQueue queue;
  private final ForwardPass pass;
  private final int maxBatch;
  private final WorkerLoad load;
  private final EmbeddingMetrics metrics;
  private final LongSupplier nanoTime;
  private final int floats;
  private BatchLimits limits;

  EmbeddingWorker(
      EmbeddingQueue queue,
      ForwardPass pass,
      int maxBatch,
      WorkerLoad load,
      EmbeddingMetrics metrics,
      LongSupplier nanoTime) {
    this.queue = queue;
    this.pass = pass;
    this.maxBatch = maxBatch;
    this.load = load;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.floats = pass.input().capacity() / maxBatch;
    this.limits = new BatchLimits(maxBatch, maxBatch, 0);
  }

  /** Runs every batch size that will be used, and learns which are worth while. */
  void warmUp() {
    limits = BatchLimits.measure(pass, maxBatch, nanoTime);
    load.fullPass(limits.nanosPerPicture());
    metrics.warm(limits.most());
  }

  /** Until the queue is closed and empty. */
  void work() {
    while (workOnce()) {
      // What waits next is taken at once.
    }
  }

  /** One batch, as soon as there is one; false when the queue is closed and empty. */
  boolean workOnce() {
    List<Ticket> taken = queue.take(limits.most(), limits.calm());
    if (taken.isEmpty()) {
      return false;
    }
    Running running = load.began(taken.size());
    try {
      embed(taken);
    } finally {
      load.ended(running);
    }
    return true;
  }

  @Override
  public void close() {
    pass.close();
  }

  private void embed(List<Ticket> taken) {
    try {
      List<Ticket> batch = moveInputs(taken);
      if (!batch.isEmpty()) {
        run(batch, 0);
      }
    } catch (Error e) {
      // The thread won't survive this, and these callers would wait for nothing.
      taken.forEach(ticket -> fail(ticket, new EmbeddingException("the worker died", e)));
      throw e;
    }
  }

  /** Moves the inputs into the pass, which frees them before the long part. */
  private List<Ticket> moveInputs(List<Ticket> taken) {
    FloatBuffer input = pass.input();
    List<Ticket> loaded = new ArrayList<>(taken.size());
    long now = nanoTime.getAsLong();
    for (Ticket ticket : taken) {
      ticket.take(now);
      metrics.waited(ticket.lane(), ticket.waited());
      try {
        ticket.moveInputInto(input.slice(loaded.size() * floats, floats));
        loaded.add(ticket);
      } catch (RuntimeException | Error e) {
        fail(ticket, new EmbeddingException("the picture's input can't be read", e));
      }
    }
    return loaded;
  }

  /**
   * One bad picture must not fail its neighbours: a batch that fails is halved until it is found.
   */
  private void run(List<Ticket> batch, int first) {
    try {
      answer(batch, embedded(batch.size(), first));
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        fail(batch.getFirst(), new EmbeddingException("the forward pass failed", e));
        return;
      }
      int half = batch.size() / 2;
      run(batch.subList(0, half), first);
      run(batch.subList(half, batch.size()), first + half);
    }
  }

  private float[][] embedded(int pictures, int first) {
    int size = first == 0 ? BatchSizes.atLeast(pictures, limits.most()) : pictures;
    clear(pictures, size);
    long began = nanoTime.getAsLong();
    float[][] rows = pass.run(first, size);
    long nanos = nanoTime.getAsLong() - began;
    if (rows.length != size) {
      throw new IllegalStateException(rows.length + " rows for " + size + " pictures");
    }
    if (size == limits.most()) {
      load.fullPass((double) nanos / size);
    }
    metrics.computed(pictures, nanos);
    return rows;
  }

  /** What fills the batch up to its size is nobody's picture. */
  private void clear(int pictures, int size) {
    FloatBuffer input = pass.input();
    for (int i = pictures * floats; i < size * floats; i++) {
      input.put(i, 0);
    }
  }

  private void answer(List<Ticket> batch, float[][] rows) {
    for (int i = 0; i < batch.size(); i++) {
      Ticket ticket = batch.get(i);
      try {
        if (ticket.succeed(Embedding.of(rows[i]))) {
          metrics.embedded(ticket.lane());
        }
      } catch (IllegalArgumentException e) {
        fail(ticket, new EmbeddingException("the network gave no direction for this picture", e));
      }
    }
  }

  private void fail(Ticket ticket, EmbeddingException reason) {
    if (ticket.fail(reason)) {
      metrics.rejected(Rejection.FAILED);
    }
  }
}
