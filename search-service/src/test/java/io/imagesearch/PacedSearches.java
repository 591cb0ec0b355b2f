package io.imagesearch;

import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Searches at a fixed pace for one picture after the other, and how they went: each is to find the
 * picture itself first, or to be told that the index is away just now.
 */
final class PacedSearches implements AutoCloseable {
  private static final double PER_SECOND = 4;

  private final Pace pace = new Pace();
  private final List<Wanted> pictures;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger inARow = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private volatile Client client;
  private int found;
  private int missed;
  private int refused;
  private long lastFound = System.nanoTime();
  private long longestGap;

  /** A picture, and the id that it has in the collection. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Wanted(byte[] picture, String id) {
    boolean isFirstOf(Answer answer) {
      return answer.json().at("/results/0/id").asString("").equals(id);
    }
  }

  /**
   * Since the last time that somebody asked.
   *
   * @param found searches that found their picture
   * @param missed that were answered without it
   * @param refused that were told that the index is away
   * @param longestGap between two that found, one after the other
   */
  record Figures(int found, int missed, int refused, Duration longestGap) {
    @Override
    public String toString() {
      return "%d searches, %d refused, %d answered without their picture, longest gap %.1f s"
          .formatted(found + missed + refused, refused, missed, longestGap.toMillis() / 1e3);
    }
  }

  PacedSearches(Client client, List<Wanted> pictures) {
    this.client = client;
    this.pictures = pictures;
    pace.at(PER_SECOND, this::search);
  }

  /** From now on another process is asked. */
  void moveTo(Client other) {
    client = other;
  }

  /** Waits until so many searches in a row found their picture. */
  void awaitFound(int count) {
    inARow.set(0);
    await().atMost(Duration.ofMinutes(1)).until(() -> inARow.get() >= count);
  }

  /** Answers that nothing explains. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized Figures figures() {
    Figures figures = new Figures(found, missed, refused, Duration.ofNanos(longestGap));
    found = 0;
    missed = 0;
    refused = 0;
    longestGap = 0;
    return figures;
  }

  @Override
  public void close() {
    pace.close();
  }

  private void search() {
    Wanted wanted = pictures.get(next.getAndIncrement() % pictures.size());
    try {
      Answer answer = client.search(wanted.picture(), 3);
      if (answer.status() == 200) {
        answered(wanted.isFirstOf(answer));
      } else {
        refused();
        if (answer.status() != 503
            || !answer.problem().equals("index-unavailable")
            || answer.header("Retry-After").isEmpty()) {
          faults.add(answer.status() + " " + answer.json());
        }
      }
    } catch (UncheckedIOException e) {
      faults.add(e.toString());
    }
  }

  private synchronized void answered(boolean withIt) {
    if (!withIt) {
      missed++;
      inARow.set(0);
      return;
    }
    long now = System.nanoTime();
    longestGap = Math.max(longestGap, now - lastFound);
    lastFound = now;
    found++;
    inARow.incrementAndGet();
  }

  private synchronized void refused() {
    refused++;
    inARow.set(0);
  }
}
