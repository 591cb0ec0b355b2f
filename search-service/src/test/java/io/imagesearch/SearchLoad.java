package io.imagesearch;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Some callers who search without a pause, and what they could not find. */
final class SearchLoad implements AutoCloseable {
  private static final int CALLERS = 3;

  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
  private final AtomicInteger done = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  private SearchLoad(Client client, byte[] picture) {
    for (int i = 0; i < CALLERS; i++) {
      threads.execute(() -> {
        while (!ended) {
          search(client, picture);
        }
      });
    }
  }

  static SearchLoad on(Client client, byte[] picture) {
    return new SearchLoad(client, picture);
  }

  /** Waits for so many searches from now on. */
  void awaitSearches(int count) {
    int enough = done.get() + count;
    await().atMost(Duration.ofMinutes(3)).until(() -> done.get() >= enough);
  }

  /** That ended, one way or the other. */
  int searches() {
    return done.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    ended = true;
    threads.close();
  }

  private void search(Client client, byte[] picture) {
    try {
      Client.Answer answer = client.search(picture, 3);
      if (answer.status() != 200 || answer.json().path("results").isEmpty()) {
        failures.add(answer.status() + " " + answer.json());
      }
    } catch (UncheckedIOException e) {
      failures.add(e.toString());
    }
    done.incrementAndGet();
  }
}
