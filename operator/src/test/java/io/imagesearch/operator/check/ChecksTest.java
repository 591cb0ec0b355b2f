package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Duration DEADLINE = Duration.ofMillis(200);

  private final CopyOnWriteArrayList<String> told = new CopyOnWriteArrayList<>();

  /** Answers as it is told to. */
  private record Answers(String target, AtomicInteger asked, CheckResult answer)
      implements DependencyCheck {
    @Override
    public CheckResult ask(Duration deadline) {
      asked.incrementAndGet();
      return answer;
    }
  }

  /** As a library that forgets its deadline. */
  private record Hangs(String target) implements DependencyCheck {
    @Override
    public CheckResult ask(Duration deadline) throws InterruptedException {
      new CountDownLatch(1).await();
      return CheckResult.ok();
    }
  }

  @Test
  void tellsWhatIsNewOnce() {
    try (Checks checks = checks()) {
      Answers ok = new Answers("it", new AtomicInteger(), CheckResult.ok());
      checks.watch("pictures", "shop", Map.of(Dependency.MILVUS, ok));
      await().until(() -> !told.isEmpty());
      assertThat(told).containsExactly("pictures/shop");
      assertThat(checks.result("pictures", "shop", Dependency.MILVUS)).contains(CheckResult.ok());
      assertThat(checks.result("pictures", "shop", Dependency.OBJECT_STORE)).isEmpty();
      // The same question again is not asked again.
      checks.watch("pictures", "shop", Map.of(Dependency.MILVUS, ok));
      assertThat(ok.asked()).hasValue(1);
      checks.forget("pictures", "shop");
      assertThat(checks.result("pictures", "shop", Dependency.MILVUS)).isEmpty();
    }
  }

  @Test
  void anotherQuestionIsAskedAtOnce() {
    try (Checks checks = checks()) {
      checks.watch(
          "pictures",
          "shop",
          Map.of(
              Dependency.OBJECT_STORE,
              new Answers("it", new AtomicInteger(), CheckResult.failed("NoSuchBucket", "none"))));
      await().until(() -> told.size() == 1);
      checks.watch(
          "pictures",
          "shop",
          Map.of(
              Dependency.OBJECT_STORE, new Answers("it", new AtomicInteger(), CheckResult.ok())));
      await().until(() -> told.size() == 2);
      assertThat(checks.result("pictures", "shop", Dependency.OBJECT_STORE))
          .contains(CheckResult.ok());
    }
  }

  @Test
  void whatHangsIsInterruptedAndHoldsUpNobody() {
    try (Checks checks = checks()) {
      for (int i = 0; i < 8; i++) {
        checks.watch("pictures", "hung-" + i, Map.of(Dependency.MILVUS, new Hangs("it-" + i)));
      }
      checks.watch(
          "pictures",
          "shop",
          Map.of(Dependency.MILVUS, new Answers("it", new AtomicInteger(), CheckResult.ok())));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> checks.result("pictures", "shop", Dependency.MILVUS).isPresent());
      assertThat(checks.result("pictures", "hung-0", Dependency.MILVUS))
          .containsInstanceOf(CheckResult.Failed.class)
          .hasValueSatisfying(result ->
              assertThat(((CheckResult.Failed) result).reason()).isEqualTo("DeadlineExceeded"));
    }
  }

  private Checks checks() {
    return new Checks(2, DEADLINE, (namespace, name) -> told.add(namespace + "/" + name));
  }
}
