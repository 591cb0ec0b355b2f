package io.imagesearch.embedding;

import io.imagesearch.embedding.EmbeddingMetrics.Rejection;
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
  }

  /** Runs every batch size, so that no request pays for what an engine does the first times. */
  void warmUp() {
    for (int round = 0; round < 2; round++) {
      for (int count = 1; count <= maxBatch; count++) {
        long began = nanoTime.getAsLong();
        pass.run(0, count);
        load.passed(count, nanoTime.getAsLong() - began);
      }
    }
  }

  /** Until the queue is closed and empty. */
  void work() {
    for (var taken = queue.take(maxBatch); !taken.isEmpty(); taken = queue.take(maxBatch)) {
      load.passBegan();
      try {
        embed(taken);
      } finally {
        load.passEnded();
      }
    }
  }

  @Override
  public void close() {
    pass.close();
  }

  private void embed(List<Ticket> taken) {
    try {
      List<Ticket> batch = moveInputs(taken);
      try {
        run(batch, 0);
      } catch (RuntimeException e) {
        runSingly(batch, e);
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
      metrics.waited(ticket.lane(), ticket.waited(now));
      try {
        ticket.moveInputInto(input.slice(loaded.size() * floats, floats));
        loaded.add(ticket);
      } catch (RuntimeException | Error e) {
        fail(ticket, new EmbeddingException("the picture's input can't be read", e));
      }
    }
    return loaded;
  }

  /** One bad picture must not fail its neighbours. */
  private void runSingly(List<Ticket> batch, RuntimeException failure) {
    if (batch.size() == 1) {
      fail(batch.getFirst(), new EmbeddingException("the forward pass failed", failure));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      Ticket ticket = batch.get(i);
      try {
        if (!ticket.isSettled()) {
          run(List.of(ticket), i);
        }
      } catch (RuntimeException e) {
        fail(ticket, new EmbeddingException("the forward pass failed", e));
      }
    }
  }

  private void run(List<Ticket> batch, int first) {
    if (batch.isEmpty()) {
      return;
    }
    long began = nanoTime.getAsLong();
    float[][] rows = pass.run(first, batch.size());
    long nanos = nanoTime.getAsLong() - began;
    load.passed(batch.size(), nanos);
    metrics.computed(batch.size(), nanos);
    if (rows.length != batch.size()) {
      throw new IllegalStateException(rows.length + " rows for " + batch.size() + " pictures");
    }
    for (int i = 0; i < rows.length; i++) {
      answer(batch.get(i), rows[i]);
    }
  }

  private void answer(Ticket ticket, float[] row) {
    try {
      ticket.succeed(Embedding.of(row));
    } catch (IllegalArgumentException e) {
      fail(ticket, new EmbeddingException("the network gave no direction for this picture", e));
    }
  }

  private void fail(Ticket ticket, EmbeddingException reason) {
    if (ticket.fail(reason)) {
      metrics.rejected(Rejection.FAILED);
    }
  }
}
