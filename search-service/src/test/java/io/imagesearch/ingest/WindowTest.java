package io.imagesearch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final AtomicInteger bound = new AtomicInteger(3);
  private final AtomicInteger inside = new AtomicInteger();
  private final Window window = new Window(bound::get);

  @Test
  void letsAsManyInAsTheBoundSays() {
    enter(4);
    insideAre(3);

    leave();
    insideAre(3);
  }

  @Test
  void followsABoundThatShrinksAndGrowsAgain() {
    enter(10);
    insideAre(3);

    bound.set(1);
    leave();
    leave();
    insideAre(1);
    leave();
    insideAre(1);

    bound.set(5);
    leave();
    insideAre(5);
  }

  @Test
  void isEmptyWhenTheLastHasLeft() {
    enter(2);
    insideAre(2);
    CompletableFuture<Void> empty =
        CompletableFuture.runAsync(() -> uninterrupted(window::awaitEmpty));

    leave();
    assertThat(empty).isNotDone();
    leave();
    assertThat(empty).succeedsWithin(Duration.ofSeconds(10));
  }

  private void enter(int many) {
    for (int i = 0; i < many; i++) {
      Thread.ofVirtual()
          .start(() -> {
            uninterrupted(window::enter);
            inside.incrementAndGet();
          });
    }
  }

  private void leave() {
    inside.decrementAndGet();
    window.leave();
  }

  /** And stays so: whoever is to wait has had the time to come in. */
  private void insideAre(int many) {
    await()
        .during(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(10))
        .until(() -> inside.get() == many);
  }

  private interface Interruptible {
    void run() throws InterruptedException;
  }

  private static void uninterrupted(Interruptible action) {
    try {
      action.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
