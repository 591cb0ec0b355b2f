package io.imagesearch.k8s;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Searches that arrive at a steady rate, half of them by a picture and half by an id, and now and
 * then an upload; all through the Ingress, with what became of each.
 */
final class SteadyLoad implements AutoCloseable {
  private static final Duration SEARCH_EVERY = Duration.ofMillis(250);
  private static final Duration UPLOAD_EVERY = Duration.ofSeconds(3);

  private final ShopApi api;
  private final List<byte[]> pictures;
  private final ConcurrentLinkedQueue<Search> searches = new ConcurrentLinkedQueue<>();
  private final Map<String, byte[]> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final int first;

  /**
   * Starts it.
   *
   * @param first number of the first upload, so that each is a new picture
   */
  SteadyLoad(ShopApi api, List<Path> files, int first) {
    this.api = api;
    this.first = first;
    this.pictures = files.stream().map(Pictures::bytes).toList();
    every(SEARCH_EVERY, this::search);
    every(UPLOAD_EVERY, this::upload);
  }

  private void every(Duration period, Runnable task) {
    Future<?> _ =
        clock.scheduleAtFixedRate(
            () -> Thread.startVirtualThread(task), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void search() {
    int number = started.getAndIncrement();
    byte[] picture = pictures.get(number % pictures.size());
    searches.add(Search.now(api, picture, number % 2 == 0));
  }

  /** An upload may be refused while a store is away; what was acknowledged must stay. */
  private void upload() {
    int number = first + started.get();
    byte[] picture = Pictures.variant(pictures.get(number % pictures.size()), number);
    try {
      ShopApi.Answer answer = api.upload(picture, "load");
      if (answer.status() == 200 || answer.status() == 201) {
        acknowledged.put(Pictures.id(picture), picture);
      } else {
        refused.incrementAndGet();
      }
    } catch (IOException e) {
      refused.incrementAndGet();
    }
  }

  /** All that have ended since a moment, in the order of their start. */
  List<Search> since(Instant moment) {
    return searches.stream()
        .filter(search -> !search.start().isBefore(moment))
        .sorted((one, other) -> one.start().compareTo(other.start()))
        .toList();
  }

  /** Bytes of the uploads that were acknowledged, by id. */
  Map<String, byte[]> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  int refused() {
    return refused.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
