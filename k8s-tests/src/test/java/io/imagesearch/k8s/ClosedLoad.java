package io.imagesearch.k8s;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that search by one picture after the other, each as soon as it has its answer. How many
 * they are may change at any time.
 */
final class ClosedLoad implements AutoCloseable {
  private final ShopApi api;
  private final List<byte[]> pictures;
  private final ConcurrentLinkedQueue<Search> searches = new ConcurrentLinkedQueue<>();
  private final AtomicInteger started = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Integer> searching = new HashSet<>();
  private int wanted;
  private Duration pause = Duration.ZERO;

  ClosedLoad(ShopApi api, List<Path> files) {
    this.api = api;
    this.pictures = files.stream().map(Pictures::bytes).toList();
  }

  /** Lets so many clients search from now on; those that are too many end with their answer. */
  void clients(int count) {
    clients(count, Duration.ZERO);
  }

  /** The same, each with a pause after its answer. */
  synchronized void clients(int count, Duration pauseOfEach) {
    wanted = count;
    pause = pauseOfEach;
    for (int client = 0; client < count; client++) {
      if (searching.add(client)) {
        int number = client;
        threads.execute(() -> search(number));
      }
    }
  }

  private void search(int client) {
    while (goesOn(client)) {
      byte[] picture = pictures.get(started.getAndIncrement() % pictures.size());
      searches.add(Search.now(api, picture, true));
      LockSupport.parkNanos(pause().toNanos());
    }
  }

  private synchronized Duration pause() {
    return pause;
  }

  private synchronized boolean goesOn(int client) {
    if (client < wanted) {
      return true;
    }
    searching.remove(client);
    return false;
  }

  /** Those that ended within a time. */
  List<Search> ended(Instant from, Instant to) {
    return searches.stream()
        .filter(search -> !search.end().isBefore(from) && search.end().isBefore(to))
        .toList();
  }

  /** Waits for the last answers: what they are asked through is closed next. */
  @Override
  public void close() {
    clients(0);
    threads.close();
  }
}
