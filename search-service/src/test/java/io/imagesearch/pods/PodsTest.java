package io.imagesearch.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.Preprocessing;
import io.imagesearch.picture.Preprocessing.Interpolation;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which embedder is asked next. */
class PodsTest {
  private static final ModelIdentity MODEL =
      new ModelIdentity(
          "tiny",
          "1",
          2,
          "0123456789ab",
          new Preprocessing(
              8, 8, Interpolation.BILINEAR, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)));

  private final Pods pods = new Pods(MODEL);
  private final AtomicLong time = new AtomicLong();
  private final List<Pod> made = IntStream.range(0, 3).mapToObj(this::pod).toList();

  @AfterEach
  void stop() {
    made.forEach(Pod::retire);
  }

  @Test
  void givesNobodyMoreThanOneAboveTheOthers() {
    made.forEach(pods::add);
    made.forEach(pod -> pod.ready(status()));
    time.addAndGet(Duration.ofSeconds(6).toNanos());

    for (int i = 0; i < 30; i++) {
      assertThat(pods.begin(Set.of())).isPresent();
    }

    assertThat(made).allSatisfy(pod -> assertThat(pod.view().inFlight()).isEqualTo(10));
  }

  @Test
  void doesNotFloodOneThatIsNew() {
    Pod old = made.getFirst();
    old.ready(status());
    time.addAndGet(Duration.ofSeconds(6).toNanos());
    Pod fresh = made.getLast();
    fresh.ready(status());
    pods.add(old);
    pods.add(fresh);

    for (int i = 0; i < 11; i++) {
      pods.begin(Set.of());
    }

    assertThat(fresh.view().inFlight()).isLessThan(old.view().inFlight());
  }

  @Test
  void takesSuspectsOnlyWhereNobodyIsReadyAndOthersNever() {
    made.forEach(pods::add);
    Pod ready = made.get(0);
    Pod suspect = made.get(1);
    ready.ready(status());
    suspect.ready(status());
    suspect.suspect("lost one");

    assertThat(Stream.generate(() -> pods.begin(Set.of())).limit(5))
        .allMatch(it -> it.get() == ready);
    assertThat(pods.begin(Set.of(ready))).contains(suspect);
    assertThat(pods.begin(Set.of(ready, suspect))).isEmpty();
    suspect.become(PodState.DOWN, "gone");
    assertThat(pods.begin(Set.of(ready))).isEmpty();
  }

  private static EmbedderStatus status() {
    return new EmbedderStatus("tiny", "1", "0123456789ab", 2, "cpu", "float32", "none", 0, 1);
  }

  private Pod pod(int number) {
    PodAddress address =
        new PodAddress(
            URI.create("http://127.0.0.1:" + (1 + number)), InetAddress.getLoopbackAddress());
    EmbeddersProperties properties =
        new EmbeddersProperties(
            List.of(),
            null,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            4);
    return new Pod(address, new PodConnection(address, properties, List.of()), time::get);
  }
}
