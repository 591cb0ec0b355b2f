package io.imagesearch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Quotas by a clock that the test moves: what {@code Retry-After} says is what happens. */
class QuotaTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void takesSoManyInAPeriodAndThenAsManyAsItRefills() {
    TokenBucket bucket = bucket(60);

    for (int i = 0; i < 60; i++) {
      assertThat(bucket.take(1)).isZero();
    }
    assertThat(bucket.take(1)).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofMillis(999));
    assertThat(bucket.take(1)).isPositive();
    pass(Duration.ofMillis(1));
    assertThat(bucket.take(1)).isZero();
    assertThat(bucket.take(1)).isPositive();
  }

  @Test
  void savesUpNoMoreThanOnePeriod() {
    TokenBucket bucket = bucket(10);
    pass(Duration.ofDays(100));

    assertThat(bucket.take(10)).isZero();
    assertThat(bucket.take(1)).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void letsInWhatIsMoreThanThereEverIsAndHasTheNextWaitForIt() {
    TokenBucket bucket = bucket(10);

    assertThat(bucket.take(30)).isZero();
    assertThat(bucket.take(1)).isEqualTo(Duration.ofSeconds(126));
    pass(Duration.ofSeconds(126));
    assertThat(bucket.take(1)).isZero();
  }

  @Test
  void promisesSecondsAfterWhichItIsTrue() {
    QuotaMeter meter = new QuotaMeter(nanos::get);
    AccessKey key = key("0123abcd", new Quotas(7, 3));
    for (int i = 0; i < 7; i++) {
      meter.request(key);
    }

    ProblemException refusal =
        catchThrowableOfType(ProblemException.class, () -> meter.request(key));

    assertThat(refusal.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED);
    String seconds = refusal.getHeaders().getFirst("Retry-After");
    assertThat(seconds).isEqualTo("9"); // a seventh of a minute is 8.57 seconds
    assertThat(refusal.detail()).contains("9 s");
    pass(Duration.ofSeconds(Long.parseLong(seconds)));
    meter.request(key);
  }

  @Test
  void countsPicturesApartAndEachKeyForItself() {
    QuotaMeter meter = new QuotaMeter(nanos::get);
    AccessKey key = key("0123abcd", new Quotas(null, 3));
    meter.pictures(key, 3);
    meter.request(key);

    assertThatThrownBy(() -> meter.pictures(key, 1)).isInstanceOf(ProblemException.class);
    meter.pictures(key("1123abcd", new Quotas(null, 3)), 3);
    meter.pictures(key("2123abcd", Quotas.NONE), 1_000_000);
  }

  @Test
  void goesOnCountingAfterAReloadUnlessTheQuotaWasChanged() {
    QuotaMeter meter = new QuotaMeter(nanos::get);
    meter.request(key("0123abcd", new Quotas(1, null)));

    assertThatThrownBy(() -> meter.request(key("0123abcd", new Quotas(1, null))))
        .isInstanceOf(ProblemException.class);
    meter.request(key("0123abcd", new Quotas(2, null)));
  }

  @Test
  void slowsWrongKeysOfOneAddressOnly() {
    WrongKeys wrong = new WrongKeys(60, nanos::get);
    for (int i = 0; i < 60; i++) {
      assertThat(wrong.refusal("a").type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    }

    ProblemException slowed = wrong.refusal("a");

    assertThat(slowed.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED);
    assertThat(slowed.getHeaders().getFirst("Retry-After")).isEqualTo("1");
    assertThat(wrong.refusal("b").type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    // Many addresses push the oldest out: what is kept of them is bounded.
    for (int i = 0; i < 1000; i++) {
      wrong.refusal("address " + i);
    }
    assertThat(wrong.refusal("a").type()).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  private TokenBucket bucket(int perMinute) {
    return new TokenBucket(perMinute, Duration.ofMinutes(1), nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static AccessKey key(String id, Quotas quotas) {
    return new AccessKey(
        id, "n", Role.READ, List.of(), false, quotas, Instant.EPOCH, null, "a".repeat(64));
  }
}
