package io.imagesearch.embedding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is; the queue's lock guards it.
 *
 * <p>Every {@value #FAIR_SLOT}th turn goes to whoever has waited longest, in whichever lane. So
 * each picture's turn comes after a bounded number of others, and what that costs the urgent lanes
 * is bounded too, which it would not be if age alone made a picture urgent.
 */
final class WaitingLanes {
  static final int FAIR_SLOT = 8;

  private record Waiting(long number, Ticket ticket) {}

  private final Map<Lane, Deque<Waiting>> lanes = new EnumMap<>(Lane.class);
  private final Map<Lane, Integer> coming = new EnumMap<>(Lane.class);
  private int depth;
  private long bytes;
  private long accepted;
  private long turns;

  WaitingLanes() {
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new ArrayDeque<>());
    }
  }

  int depth() {
    return depth;
  }

  int depth(Lane lane) {
    return of(lane).size();
  }

  long bytes() {
    return bytes;
  }

  /** Those that are as urgent or more so, and the fair turns that the others get meanwhile. */
  int ahead(Lane lane) {
    int urgent = 0;
    for (Lane each : Lane.values()) {
      urgent += each.compareTo(lane) <= 0 ? depth(each) : 0;
    }
    int others = depth - urgent;
    return urgent + Math.min(others, urgent / (FAIR_SLOT - 1) + 1);
  }

  /** That are as urgent or more so, and not here yet. */
  int coming(Lane lane) {
    return coming.entrySet().stream()
        .filter(each -> each.getKey().compareTo(lane) <= 0)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  void comes(Lane lane, int more) {
    coming.merge(lane, more, Integer::sum);
  }

  void add(Ticket ticket) {
    of(ticket.lane()).add(new Waiting(accepted++, ticket));
    depth++;
    bytes += ticket.bytes();
  }

  /** Only where something waits. */
  Ticket removeNext() {
    turns++;
    var waiting = lanes.values().stream().filter(lane -> !lane.isEmpty());
    // The lanes iterate in the order of urgency.
    var lane =
        turns % FAIR_SLOT == 0
            ? waiting.min(Comparator.comparingLong(candidate -> candidate.element().number()))
            : waiting.findFirst();
    Ticket next = lane.orElseThrow().remove().ticket();
    removed(next);
    return next;
  }

  /** Whether it was there. */
  boolean remove(Ticket ticket) {
    boolean there = of(ticket.lane()).removeIf(waiting -> waiting.ticket() == ticket);
    if (there) {
      removed(ticket);
    }
    return there;
  }

  List<Ticket> clear() {
    List<Ticket> rest = new ArrayList<>(depth);
    for (Deque<Waiting> lane : lanes.values()) {
      lane.forEach(waiting -> rest.add(waiting.ticket()));
      lane.clear();
    }
    rest.forEach(this::removed);
    return rest;
  }

  private void removed(Ticket ticket) {
    depth--;
    bytes -= ticket.bytes();
  }

  private Deque<Waiting> of(Lane lane) {
    return lanes.getOrDefault(lane, new ArrayDeque<>());
  }
}
