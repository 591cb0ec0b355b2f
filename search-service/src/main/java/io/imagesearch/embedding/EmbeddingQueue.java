package io.imagesearch.embedding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Pictures that wait for a worker, urgent ones first.
 *
 * <p>Every {@value #FAIR_SLOT}th place in a batch goes to whoever has waited longest, in whichever
 * lane. So each picture's turn comes after a bounded number of others, and what that costs the
 * urgent lanes is bounded too, which it would not be if age alone made a picture urgent.
 *
 * <p>The last quarter of the room is kept for searches and the last half from bulk work, so that an
 * ingest job can't make a search fail.
 */
final class EmbeddingQueue {
  static final int FAIR_SLOT = 8;

  /** What became of an offer. */
  enum Admission {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private record Waiting(long number, Ticket ticket) {}

  private final int capacity;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Lane, Deque<Waiting>> lanes = new EnumMap<>(Lane.class);
  private int depth;
  private long accepted;
  private long slots;
  private boolean closed;

  EmbeddingQueue(int capacity, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.nanoTime = nanoTime;
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new ArrayDeque<>());
    }
  }

  /** Once accepted, the ticket's input belongs to the queue. */
  Admission offer(Ticket ticket) {
    lock.lock();
    try {
      if (closed) {
        return Admission.CLOSED;
      }
      if (depth >= room(ticket.lane())) {
        return Admission.FULL;
      }
      lane(ticket.lane()).add(new Waiting(accepted++, ticket));
      depth++;
      changed.signal();
      return Admission.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for pictures and takes at once those that are there, up to so many. The caller owns their
   * inputs. Expired ones are released on the way: their callers see the same clock and leave.
   *
   * @return empty when the queue is closed and nothing is left
   */
  List<Ticket> take(int max) {
    while (true) {
      List<Ticket> batch = new ArrayList<>(max);
      List<Ticket> expired = new ArrayList<>();
      form(max, batch, expired);
      expired.forEach(Ticket::release);
      if (!batch.isEmpty() || expired.isEmpty()) {
        return batch;
      }
    }
  }

  /** Releases the ticket's input if it still waits. */
  void abandon(Ticket ticket) {
    if (remove(ticket)) {
      ticket.release();
    }
  }

  /** Accepts no more; what waits can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Removes all that waits; the caller owns it. */
  List<Ticket> clear() {
    lock.lock();
    try {
      List<Ticket> rest = new ArrayList<>();
      for (Deque<Waiting> lane : lanes.values()) {
        lane.forEach(waiting -> rest.add(waiting.ticket()));
        lane.clear();
      }
      depth = 0;
      changed.signalAll();
      return rest;
    } finally {
      lock.unlock();
    }
  }

  /** Pictures that wait now. */
  int depth() {
    lock.lock();
    try {
      return depth;
    } finally {
      lock.unlock();
    }
  }

  /** How many may wait when a picture of this lane is accepted, itself included. */
  int room(Lane lane) {
    return switch (lane) {
      case INTERACTIVE -> capacity;
      case UPLOAD -> capacity - capacity / 4;
      case BULK -> capacity - capacity / 2;
    };
  }

  private void form(int max, List<Ticket> batch, List<Ticket> expired) {
    lock.lock();
    try {
      while (depth == 0 && !closed) {
        changed.awaitUninterruptibly();
      }
      long now = nanoTime.getAsLong();
      while (depth > 0 && batch.size() < max) {
        Ticket ticket = removeNext();
        (ticket.isExpired(now) ? expired : batch).add(ticket);
      }
    } finally {
      lock.unlock();
    }
  }

  private Ticket removeNext() {
    slots++;
    depth--;
    var waiting = lanes.values().stream().filter(lane -> !lane.isEmpty());
    // The lanes iterate in the order of urgency.
    var lane =
        slots % FAIR_SLOT == 0
            ? waiting.min(Comparator.comparingLong(candidate -> candidate.element().number()))
            : waiting.findFirst();
    return lane.orElseThrow().remove().ticket();
  }

  private boolean remove(Ticket ticket) {
    lock.lock();
    try {
      boolean removed = lane(ticket.lane()).removeIf(waiting -> waiting.ticket() == ticket);
      depth -= removed ? 1 : 0;
      return removed;
    } finally {
      lock.unlock();
    }
  }

  private Deque<Waiting> lane(Lane lane) {
    return lanes.getOrDefault(lane, new ArrayDeque<>());
  }
}
