package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.FreePorts;
import io.imagesearch.operator.store.MilvusConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MilvusCheckIT {
  @TempDir private Path folder;

  @Test
  void asksForHealthAndCopiesInMemory() throws Exception {
    try (MilvusServer milvus = new MilvusServer(folder, "{}", "{}")) {
      MilvusCheck check = check("http://127.0.0.1:" + milvus.port(), null, null);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(check.run(Asked.DEADLINE))
                  .isEqualTo(new CheckResult.Ok(OptionalInt.empty())));
      LoadedCollection.make(check.connection());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(check.run(Asked.DEADLINE))
                  .isEqualTo(new CheckResult.Ok(OptionalInt.of(1))));
      milvus.freeze();
      assertThat(Asked.reason(check, Duration.ofSeconds(2))).isEqualTo("DeadlineExceeded");
    }
  }

  @Test
  void showsAPasswordOverTls() throws Exception {
    TestCertificate server = TestCertificate.make(folder, "server", "RSA");
    TestCertificate other = TestCertificate.make(folder, "other", "RSA");
    try (MilvusServer milvus =
        new MilvusServer(
            folder,
            "{authorizationEnabled: true, tlsMode: 1}",
            "{serverPemPath: %s, serverKeyPath: %s}"
                .formatted(server.certificate(), server.key()))) {
      String uri = "https://localhost:" + milvus.port();
      SecretData trust = Asked.secret("ca.crt", server.certificateText());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(Asked.reason(check(uri, trust, user("Milvus")))).isEqualTo("Ok"));
      assertThat(Asked.reason(check(uri, trust, user("wrong-word"))))
          .isEqualTo("AuthenticationFailed");
      assertThat(Asked.reason(check(uri, trust, null))).isEqualTo("AuthenticationFailed");
      SecretData wrong = Asked.secret("ca.crt", other.certificateText());
      assertThat(Asked.reason(check(uri, wrong, user("Milvus")))).isEqualTo("TlsFailed");
    }
  }

  @Test
  void namesWhatDoesNotAnswer() throws IOException {
    assertThat(Asked.reason(check("http://127.0.0.1:" + FreePorts.one(), null, null)))
        .isEqualTo("ConnectionRefused");
    assertThat(Asked.reason(check("http://no-such-host.invalid:19530", null, null)))
        .isEqualTo("HostNotFound");
    try (Silence silence = new Silence()) {
      assertThat(
              Asked.reason(
                  check("http://127.0.0.1:" + silence.port(), null, null), Duration.ofSeconds(1)))
          .isEqualTo("DeadlineExceeded");
    }
  }

  private static SecretData user(String word) {
    return Asked.secret("username", "root", "password", word);
  }

  private static MilvusCheck check(
      String uri, @Nullable SecretData tls, @Nullable SecretData user) {
    return new MilvusCheck(
        new MilvusConnection(
            URI.create(uri),
            Optional.empty(),
            Optional.ofNullable(user).map(SecretData::name),
            Optional.ofNullable(tls).map(SecretData::name)),
        Optional.ofNullable(user),
        Optional.ofNullable(tls));
  }
}
