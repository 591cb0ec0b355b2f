package io.imagesearch;

import io.imagesearch.Client.Answer;
import io.imagesearch.image.ImageId;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Searches and uploads at a fixed pace, whatever becomes of those before, with what failed. */
final class SteadyLoad implements AutoCloseable {
  private final Pace pace = new Pace();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Long> searched = new ConcurrentLinkedQueue<>();
  private final Map<Integer, String> uploaded = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final List<Client> clients;
  private final int first;

  /**
   * @param clients that are asked in turn
   * @param first number of the pictures that it uploads
   */
  SteadyLoad(List<Client> clients, int first, double searches, double uploads) {
    this.clients = clients;
    this.first = first;
    pace.at(searches, this::search);
    pace.at(uploads, this::upload);
  }

  /** What was acknowledged: the id of each picture, by its number. */
  Map<Integer, String> uploaded() {
    return uploaded;
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Milliseconds. */
  String latencies() {
    List<Long> sorted = new ArrayList<>(searched);
    sorted.sort(null);
    return sorted.isEmpty()
        ? "no searches"
        : "%d searches p50 %d ms, p99 %d ms, max %d ms; %d uploads; %d failed"
            .formatted(
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)),
                sorted.getLast(),
                uploaded.size(),
                failures.size());
  }

  /** Begins nothing more, and waits for what is under way. */
  void stop() {
    pace.close();
  }

  @Override
  public void close() {
    stop();
  }

  private void search() {
    int number = next.getAndIncrement();
    long began = System.nanoTime();
    String failure =
        attempt(() -> {
          Answer answer = client(number).search(Patterns.png(number % 50), 3);
          boolean fine = answer.status() == 200 && !answer.json().path("results").isEmpty();
          return fine ? "" : "search " + answer.status() + " " + answer.json();
        });
    searched.add((System.nanoTime() - began) / 1_000_000);
    if (!failure.isEmpty()) {
      failures.add(failure);
    }
  }

  private void upload() {
    int number = first + next.getAndIncrement();
    byte[] picture = Patterns.png(number);
    String failure =
        attempt(() -> {
          Answer answer = client(number).upload("p" + number + ".png", picture);
          if (answer.status() >= 300) {
            return "upload " + answer.status() + " " + answer.json();
          }
          uploaded.put(number, ImageId.of(picture).value());
          return "";
        });
    if (!failure.isEmpty()) {
      failures.add(failure);
    }
  }

  private Client client(int number) {
    return clients.get(number % clients.size());
  }

  private static String attempt(Supplier<String> call) {
    try {
      return call.get();
    } catch (UncheckedIOException e) {
      return e.toString();
    }
  }
}
