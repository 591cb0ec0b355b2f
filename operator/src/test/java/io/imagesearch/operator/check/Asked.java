package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What checks of the tests have in common. */
final class Asked {
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private Asked() {}

  static SecretData secret(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new SecretData("test", values);
  }

  static SecretSource secrets(SecretData... secrets) {
    return name -> Arrays.stream(secrets).filter(secret -> secret.name().equals(name)).findFirst();
  }

  /** The reason why it fails, which has to come in time. */
  static String reason(DependencyCheck check) {
    return reason(check, DEADLINE);
  }

  static String reason(DependencyCheck check, Duration deadline) {
    long start = System.nanoTime();
    CheckResult result = check.run(deadline);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).as("as long as " + result).isLessThan(deadline.plusMillis(1_500));
    return switch (result) {
      case CheckResult.Ok _ -> "Ok";
      case CheckResult.Failed(String reason, String message) -> {
        System.out.printf("%s after %d ms: %s%n", reason, took.toMillis(), message);
        assertThat(reason).matches("[A-Z][A-Za-z]+");
        assertThat(message).hasSizeLessThan(300).doesNotContain("\n").doesNotContain("wrong-word");
        yield reason;
      }
    };
  }
}
