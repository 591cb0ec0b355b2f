package io.imagesearch.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures that wait for a worker, urgent ones first.
 *
 * <p>Bounded in pictures and in bytes. The last quarter of the room is kept for searches and the
 * last half from bulk work, so that an ingest job can't make a search fail.
 *
 * <p>While people search, bulk work leaves one worker free: the next search then begins at once.
 */
final class EmbeddingQueue {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingQueue.class);

  /** What became of an offer. */
  enum Admission {
    ACCEPTED,
    /** There is no room. */
    FULL,
    /** There is room, but too much is ahead. */
    LATE,
    CLOSED
  }

  private final int capacity;
  private final long capacityBytes;
  private final int workers;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final WaitingLanes waiting = new WaitingLanes();
  private final RecentSearches searches;
  private int idle;
  private boolean closed;

  /**
   * @param workers that take from it
   */
  EmbeddingQueue(int capacity, long capacityBytes, int workers, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
    this.workers = workers;
    this.nanoTime = nanoTime;
    this.searches = new RecentSearches(nanoTime);
  }

  /**
   * Once accepted, the ticket's input belongs to the queue.
   *
   * @param mostAhead more pictures than this before it, and it is refused
   */
  Admission offer(Ticket ticket, int mostAhead) {
    lock.lock();
    try {
      Admission admission =
          judge(ticket.lane(), ticket.bytes(), waiting.ahead(ticket.lane()), mostAhead);
      if (admission == Admission.ACCEPTED) {
        waiting.add(ticket);
        changed.signal();
      }
      return admission;
    } finally {
      lock.unlock();
    }
  }

  /** Counts a picture that is to be offered soon, unless it would be refused. */
  Admission prepare(Lane lane, int mostAhead) {
    lock.lock();
    try {
      int ahead = waiting.ahead(lane) + waiting.coming(lane);
      Admission admission = judge(lane, 0, ahead, mostAhead);
      if (admission == Admission.ACCEPTED) {
        waiting.comes(lane, 1);
      }
      return admission;
    } finally {
      lock.unlock();
    }
  }

  /** Whether or not it is offered then. */
  void prepared(Lane lane) {
    lock.lock();
    try {
      waiting.comes(lane, -1);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for pictures and takes at once those that are there. The caller owns their inputs.
   * Expired ones are released on the way: their callers see the same clock and leave.
   *
   * @param most pictures to take
   * @param calm how far bulk pictures may fill a batch while searches come
   * @return empty when the queue is closed and nothing is left
   */
  List<Ticket> take(int most, int calm) {
    while (true) {
      List<Ticket> batch = new ArrayList<>(most);
      List<Ticket> expired = new ArrayList<>();
      form(most, calm, batch, expired);
      expired.forEach(Ticket::release);
      if (!batch.isEmpty() || expired.isEmpty()) {
        return batch;
      }
    }
  }

  /** Releases the ticket's input if it still waits. */
  void abandon(Ticket ticket) {
    lock.lock();
    try {
      if (!waiting.remove(ticket)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    ticket.release();
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
      changed.signalAll();
      return waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Pictures that wait now. */
  int depth() {
    lock.lock();
    try {
      return waiting.depth();
    } finally {
      lock.unlock();
    }
  }

  /** Pictures of this lane that wait now. */
  int depth(Lane lane) {
    lock.lock();
    try {
      return waiting.depth(lane);
    } finally {
      lock.unlock();
    }
  }

  /** Of prepared pictures that wait now. */
  long bytes() {
    lock.lock();
    try {
      return waiting.bytes();
    } finally {
      lock.unlock();
    }
  }

  /** Pictures whose turn comes before that of one which this lane gets now, as things stand. */
  int ahead(Lane lane) {
    lock.lock();
    try {
      return waiting.ahead(lane);
    } finally {
      lock.unlock();
    }
  }

  /** Those, and the ones of its urgency that are being prepared. */
  int aheadAndComing(Lane lane) {
    lock.lock();
    try {
      return waiting.ahead(lane) + waiting.coming(lane);
    } finally {
      lock.unlock();
    }
  }

  /** Those that were taken lately. */
  RecentSearches searches() {
    return searches;
  }

  /** Workers that wait for something to do. */
  int idle() {
    lock.lock();
    try {
      return idle;
    } finally {
      lock.unlock();
    }
  }

  /** How much of a bound may be taken when a picture of this lane is accepted, itself included. */
  static long room(Lane lane, long bound) {
    return switch (lane) {
      case INTERACTIVE -> bound;
      case UPLOAD -> bound - bound / 4;
      case BULK -> bound - bound / 2;
    };
  }

  private Admission judge(Lane lane, long bytes, int ahead, int mostAhead) {
    if (closed) {
      return Admission.CLOSED;
    }
    boolean fits =
        waiting.depth() < room(lane, capacity)
            // One that is larger than the whole room may still wait alone.
            && (waiting.depth() == 0 || waiting.bytes() + bytes <= room(lane, capacityBytes));
    if (!fits) {
      return Admission.FULL;
    }
    return ahead <= mostAhead ? Admission.ACCEPTED : Admission.LATE;
  }

  private void form(int most, int calm, List<Ticket> batch, List<Ticket> expired) {
    lock.lock();
    try {
      awaitWork();
      long now = nanoTime.getAsLong();
      if (waiting.depth(Lane.INTERACTIVE) > 0) {
        searches.add();
      }
      int fill = searches.areThere() ? Math.min(calm, most) : most;
      while (waiting.depth() > 0
          && batch.size() < (waiting.depth() > waiting.depth(Lane.BULK) ? most : fill)) {
        Ticket ticket = waiting.removeNext();
        (ticket.isExpired(now) ? expired : batch).add(ticket);
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitWork() {
    idle++;
    try {
      while (!closed) {
        if (waiting.depth() == 0) {
          changed.awaitUninterruptibly();
        } else if (isKeptFree()) {
          awaitCalm();
        } else {
          return;
        }
      }
    } finally {
      idle--;
    }
  }

  /** Until something changes, or the calm may be over. */
  @SuppressWarnings("WaitNotInLoop") // The caller looks again.
  private void awaitCalm() {
    try {
      boolean _ = changed.await(RecentSearches.CALM.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      LOG.debug("A worker was interrupted; it ends when its queue is closed", e);
    }
  }

  /** Whether the caller is the last free worker and there is nothing but bulk work. */
  private boolean isKeptFree() {
    return workers > 1
        && idle == 1
        && waiting.depth() == waiting.depth(Lane.BULK)
        && searches.areThere();
  }
}
