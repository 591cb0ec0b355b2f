package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Three who search and one who uploads without a pause, and how the service treated them. */
final class OutageLoad implements AutoCloseable {
  /**
   * The promise is two seconds; the others are for a machine that has more to do. Less than what is
   * put in the way, so that whoever waits for that is noticed.
   */
  private static final long IN_TIME = Duration.ofSeconds(6).toMillis();

  private static final Set<String> DOCUMENTED =
      Set.of("index-unavailable", "index-busy", "storage-failed");

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger successes = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger inARow = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger drawings = new AtomicInteger(1_000);
  private volatile boolean ended;

  private OutageLoad(Client client) {
    byte[] query = Drawings.png(2);
    for (int i = 0; i < 3; i++) {
      threads.execute(() -> {
        while (!ended) {
          call(() -> client.search(query, 3), 200);
        }
      });
    }
    threads.execute(() -> {
      while (!ended) {
        int number = drawings.incrementAndGet();
        call(() -> client.upload(number + ".png", Drawings.png(number)), 201);
      }
    });
  }

  static OutageLoad on(Client client) {
    return new OutageLoad(client);
  }

  /** Waits for so many good answers from now on, with some uploads among them. */
  void awaitSuccesses(int count) {
    int enough = successes.get() + count;
    int uploads = acknowledged.size() + 3;
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> successes.get() >= enough && acknowledged.size() >= uploads);
  }

  /** How long until twenty answers in a row are good. */
  Duration recover(Duration atMost) {
    inARow.set(0);
    long began = System.nanoTime();
    await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(inARow.get()).isGreaterThan(20));
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** All answers were in time and documented, and what was acknowledged is there. */
  void check(Client client) {
    close();
    assertThat(faults).isEmpty();
    assertThat(refusals.get()).isPositive();
    for (String id : acknowledged) {
      assertThat(client.get("/api/v1/images/" + id).status()).as(id).isEqualTo(200);
    }
  }

  @Override
  public void close() {
    ended = true;
    threads.close();
  }

  @Override
  public String toString() {
    return "%d good answers, %d refusals, slowest %d ms, %d uploads acknowledged"
        .formatted(successes.get(), refusals.get(), slowest.get(), acknowledged.size());
  }

  private void call(Supplier<Answer> request, int good) {
    long began = System.nanoTime();
    try {
      Answer answer = request.get();
      if (answer.status() == good) {
        successes.incrementAndGet();
        inARow.incrementAndGet();
        if (good == 201) {
          acknowledged.add(answer.json().at("/items/0/image/id").asString());
        }
      } else {
        inARow.set(0);
        refusals.incrementAndGet();
        if (answer.status() != 503 || !DOCUMENTED.contains(answer.problem())) {
          faults.add(answer.status() + " " + answer.json());
        }
      }
    } catch (UncheckedIOException e) {
      faults.add(e.toString());
    }
    long took = (System.nanoTime() - began) / 1_000_000;
    slowest.accumulateAndGet(took, Math::max);
    if (took > IN_TIME) {
      faults.add("an answer took " + took + " ms");
    }
  }
}
