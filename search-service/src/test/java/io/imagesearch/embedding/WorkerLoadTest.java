package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.imagesearch.embedding.WorkerLoad.Running;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkerLoadTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicLong clock = new AtomicLong(123);
  private final WorkerLoad load = new WorkerLoad(2, clock::get);

  @Test
  void foretellsTheWaitFromWhatIsAheadAndWhatRuns() {
    load.fullPass(1e7);
    Running _ = load.began(10);

    assertThat(load.waitAfter(90, 2)).isEqualTo(Duration.ofMillis(500));
    assertThat(load.waitAfter(90, 1)).isEqualTo(SECOND);
    assertThat(load.picturesWithin(SECOND, 2)).isEqualTo(190);
    assertThat(load.picturesWithin(SECOND, 1)).isEqualTo(90);
  }

  @Test
  void letsOneWaitForEachWorkerHoweverSlowTheNetwork() {
    load.fullPass(5e9);
    Running _ = load.began(1);

    assertThat(load.picturesWithin(SECOND, 2)).isEqualTo(2);
  }

  @Test
  void refusesNobodyBeforeItKnowsAPassAndNobodyWithAllTheTimeInTheWorld() {
    assertThat(load.picturesWithin(SECOND, 2)).isEqualTo(Integer.MAX_VALUE);
    load.fullPass(1);
    assertThat(load.picturesWithin(Duration.ofDays(100_000), 2)).isGreaterThan(1 << 30);
  }

  @Test
  void followsPassesThatGetSlower() {
    load.fullPass(1e6);
    for (int i = 0; i < 50; i++) {
      load.fullPass(1e7);
    }

    assertThat(load.waitAfter(100, 1).toMillis()).isBetween(990L, 1000L);
  }

  @Test
  void takesAPassForStuckThatRunsForMuchLongerThanUsual() {
    load.fullPass(1e9);
    Running slow = load.began(4);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(80));
    assertThat(load.stuck(Duration.ofSeconds(30))).as("20 times the usual 4 s").isEmpty();
    clock.incrementAndGet();
    assertThat(load.stuck(Duration.ofSeconds(30))).containsExactly(slow);
    load.ended(slow);
    assertThat(load.stuck(Duration.ofSeconds(30))).isEmpty();
  }

  @Test
  void averagesTheBusyShareOverTheLastWhile() {
    Running one = load.began(1);
    clock.addAndGet(TimeUnit.MINUTES.toNanos(5));
    assertThat(load.busyShare()).isCloseTo(0.5, within(1e-6));
    load.ended(one);
    clock.addAndGet(TimeUnit.MINUTES.toNanos(5));
    assertThat(load.busyShare()).isCloseTo(0, within(1e-6));
  }

  @Test
  void comparesTheTimeInTheQueueWithTheTimeInPassesOfTheLastHalfMinute() {
    RecentRatio ratio = new RecentRatio(clock::get);
    assertThat(ratio.value()).isZero();
    ratio.computed(4, 10);
    ratio.waited(20);
    assertThat(ratio.value()).isEqualTo(0.5);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
    ratio.computed(4, 10);
    ratio.waited(220);
    assertThat(ratio.value()).isEqualTo(3);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
    assertThat(ratio.value()).isEqualTo(5.5);
    clock.addAndGet(TimeUnit.DAYS.toNanos(1));
    assertThat(ratio.value()).isZero();
  }
}
