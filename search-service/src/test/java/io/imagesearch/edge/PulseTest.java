package io.imagesearch.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Pulse pulse = new Pulse(clock::get, waiting::add);

  @Test
  void saysWhatTheLastTwoStepsWaitedAtLeast() {
    beat(Duration.ofMillis(90));
    beat(Duration.ofMillis(70));
    pass(Duration.ofSeconds(9));

    assertThat(pulse.lag()).isEqualTo(Duration.ofMillis(70));
  }

  @Test
  void takesASinglePauseForNoOverload() {
    beat(Duration.ofMillis(1));
    beat(Duration.ofMillis(800));

    assertThat(pulse.lag()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void growsWhileAStepWaits() {
    beat(Duration.ofMillis(500));
    pulse.beat();
    pass(Duration.ofMillis(400));
    pulse.beat();

    assertThat(pulse.lag()).isEqualTo(Duration.ofMillis(400));
    assertThat(waiting).hasSize(1);
  }

  @Test
  void fallsWhenStepsAreTakenAgain() {
    beat(Duration.ofMillis(400));
    beat(Duration.ofMillis(400));
    beat(Duration.ZERO);

    assertThat(pulse.lag()).isZero();
  }

  private void beat(Duration wait) {
    pulse.beat();
    pass(wait);
    waiting.remove().run();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
