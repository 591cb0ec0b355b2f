package io.imagesearch.embedding;

import io.imagesearch.embedding.EmbeddingMetrics.Rejection;
import io.imagesearch.embedding.EmbeddingQueue.Admission;
import io.imagesearch.embedding.ImageEmbedder.Preparation;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Lets a picture into the queue, or says at once that it would wait for too long: what it would
 * wait is known from the passes of late, and whoever is let in is then answered in time.
 */
final class Gate {
  /** An upload's wait is worth more than doing it again. */
  private static final int UPLOAD_PATIENCE = 4;

  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final EmbeddingQueue queue;
  private final WorkerLoad load;
  private final IntSupplier usableWorkers;
  private final Duration maxWait;
  private final EmbeddingMetrics metrics;

  private record Refusal(Rejection reason, RuntimeException exception) {}

  Gate(
      EmbeddingQueue queue,
      WorkerLoad load,
      IntSupplier usableWorkers,
      Duration maxWait,
      EmbeddingMetrics metrics) {
    this.queue = queue;
    this.load = load;
    this.usableWorkers = usableWorkers;
    this.maxWait = maxWait;
    this.metrics = metrics;
  }

  /**
   * Puts the ticket into the queue, or releases its input.
   *
   * @throws QueueFullException when it can't be taken now
   * @throws EmbeddingException when nobody takes pictures any more
   */
  void admit(Ticket ticket, Duration timeout) {
    Duration most = mostWait(ticket.lane(), timeout);
    int usable = usableWorkers.getAsInt();
    Admission admission =
        usable == 0 ? Admission.CLOSED : queue.offer(ticket, load.picturesWithin(most, usable));
    if (admission != Admission.ACCEPTED) {
      ticket.release();
      Refusal refusal = refusal(admission, ticket.lane(), most);
      // Whoever closes the embedder may have been first.
      if (ticket.fail(refusal.exception())) {
        metrics.rejected(refusal.reason());
      }
      throw refusal.exception();
    }
  }

  /** Counts a picture among those ahead from now on, or throws what {@link #admit} would throw. */
  Preparation prepare(Lane lane) {
    Duration most = mostWait(lane, FOR_EVER);
    int usable = usableWorkers.getAsInt();
    Admission admission =
        usable == 0 ? Admission.CLOSED : queue.prepare(lane, load.picturesWithin(most, usable));
    if (admission != Admission.ACCEPTED) {
      Refusal refusal = refusal(admission, lane, most);
      metrics.rejected(refusal.reason());
      throw refusal.exception();
    }
    return () -> queue.prepared(lane);
  }

  /** Bulk work can wait, and has nobody who would rather be told at once. */
  private Duration mostWait(Lane lane, Duration timeout) {
    Duration most =
        switch (lane) {
          case INTERACTIVE -> maxWait;
          case UPLOAD -> maxWait.multipliedBy(UPLOAD_PATIENCE);
          case BULK -> timeout;
        };
    return timeout.compareTo(most) < 0 ? timeout : most;
  }

  private Refusal refusal(Admission admission, Lane lane, Duration most) {
    int usable = usableWorkers.getAsInt();
    return switch (admission) {
      case FULL -> {
        int waiting = queue.depth();
        yield new Refusal(
            Rejection.FULL, new QueueFullException(waiting, load.waitAfter(waiting, usable)));
      }
      case LATE -> {
        Duration wait = load.waitAfter(queue.aheadAndComing(lane), usable);
        yield new Refusal(Rejection.LATE, QueueFullException.tooLate(wait, most));
      }
      case CLOSED, ACCEPTED ->
          new Refusal(Rejection.CLOSED, new EmbeddingException("no worker takes pictures"));
    };
  }
}
