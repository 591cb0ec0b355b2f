package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.store.ObjectStoreConnection;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that servers gave; what a test can't bring about without a disk of its own. */
class BucketAnswersTest {
  private static final ObjectStoreConnection SHOP =
      new ObjectStoreConnection(
          URI.create("http://shop-storage:7070"),
          "us-east-1",
          "shop",
          "",
          Optional.of("keys"),
          Optional.empty(),
          true,
          false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        // versitygw on a full disk
        "<Error><Code>InsufficientStorage</Code><Message>No space left on device.</Message></Error>",
        // MinIO
        "<Error><Code>XMinioStorageFull</Code><Message>Storage backend has reached its minimum free"
            + " drive threshold.</Message><BucketName>shop</BucketName></Error>",
        ""
      })
  void tellsThatThereIsNoRoom(String body) {
    assertThat(BucketAnswers.refused(SHOP, 507, body))
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("StorageFull");
              assertThat(failed.message()).startsWith("http://shop-storage:7070 has no room left");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "XAdminUserNotFound"})
  void tellsThatTheKeysAreWrong(String code) {
    String body = "<Error><Code>%s</Code><Message>No.</Message></Error>".formatted(code);
    assertThat(BucketAnswers.refused(SHOP, 403, body))
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("AuthenticationFailed");
              assertThat(failed.message()).contains("refuses the keys of Secret keys");
            });
  }
}
