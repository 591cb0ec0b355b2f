package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final URI SERVICE = URI.create("http://127.0.0.1:8080");

  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void waitsTwiceAsLongEachTime() throws Exception {
    String answer = retry(1.0).run(failing(busy(0), busy(0), busy(0)));
    assertThat(answer).isEqualTo("fine");
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void scattersTheIntervalsDownToTheirHalf() throws Exception {
    assertThat(retry(0.0).run(failing(busy(0), busy(0)))).isEqualTo("fine");
    assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  void neverComesBackBeforeTheServiceAskedFor() throws Exception {
    assertThat(retry(0.0).run(failing(busy(7)))).isEqualTo("fine");
    assertThat(pauses).hasSize(1);
    assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
  }

  @Test
  void givesUpAtOnceWhenAskedToWaitLongerThanItsPatience() {
    Refused tomorrow = busy(86_400);
    assertThatThrownBy(() -> retry(1.0).run(failing(tomorrow))).isSameAs(tomorrow);
    assertThat(pauses).isEmpty();
  }

  @Test
  void holdsNoRequestBackForLongerThanItsPatience() {
    assertThatThrownBy(() ->
            retry(1.0)
                .run(() -> {
                  throw busy(0);
                }))
        .isInstanceOf(Refused.class);
    Duration total = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(total)
        .isLessThanOrEqualTo(Duration.ofMinutes(1))
        .isGreaterThan(Duration.ofSeconds(40));
  }

  @Test
  void doesNotRepeatWhatIsRefusedForGood() {
    Refused broken = new Refused(new Problem(422, "corrupt-picture", "", ""), Optional.empty());
    assertThatThrownBy(() -> retry(1.0).run(failing(broken))).isSameAs(broken);
    assertThat(pauses).isEmpty();
  }

  @Test
  void waitsForAServiceThatIsGoneOnlyInLongRuns() throws Exception {
    Unreachable gone = Unreachable.of(SERVICE, new ConnectException());
    assertThat(retry(1.0).run(failing(gone))).isEqualTo("fine");
    Retry brief = new Retry(4, Duration.ofSeconds(10), false, pauses::add, () -> 1.0);
    assertThatThrownBy(() -> brief.run(failing(gone))).isSameAs(gone);
  }

  @Test
  void tellsARefusedConnectionFromOneThatBrokeOff() {
    Unreachable refused = Unreachable.of(SERVICE, new ConnectException());
    Unreachable broken = Unreachable.of(SERVICE, new IOException("EOF"));
    assertThat(refused).hasMessageContaining("connection refused");
    assertThat(refused.concernsAll()).isTrue();
    assertThat(broken).hasMessageContaining("lost").hasMessageContaining("EOF");
    assertThat(broken.concernsAll()).isFalse();
  }

  private Retry retry(double jitter) {
    return new Retry(12, Duration.ofMinutes(1), true, pauses::add, () -> jitter);
  }

  private static Refused busy(int retryAfter) {
    return new Refused(
        new Problem(503, "queue-full", "", ""), Optional.of(Duration.ofSeconds(retryAfter)));
  }

  private static Retry.Attempt<String> failing(ServiceException... failures) {
    Deque<ServiceException> left = new ArrayDeque<>(List.of(failures));
    return () -> {
      if (!left.isEmpty()) {
        throw left.removeFirst();
      }
      return "fine";
    };
  }
}
