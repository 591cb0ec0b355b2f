package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.FreePorts;
import io.imagesearch.operator.api.v1alpha1.SaslMechanism;
import io.imagesearch.operator.store.QueueConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaCheckIT {
  @TempDir private Path folder;

  @Test
  void asksBrokersAndControllers() throws IOException {
    try (KafkaServer kafka = new KafkaServer(folder, "PLAINTEXT", "")) {
      KafkaCheck check = check(kafka.brokers(), null, null);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(Asked.reason(check)).isEqualTo("Ok"));
      kafka.freeze();
      assertThat(Asked.reason(check, Duration.ofSeconds(2))).isEqualTo("DeadlineExceeded");
    }
  }

  @Test
  void showsAPasswordOverTls() throws Exception {
    TestCertificate server = TestCertificate.make(folder, "server", "RSA");
    TestCertificate other = TestCertificate.make(folder, "other", "RSA");
    String settings =
        """
        sasl.enabled.mechanisms=PLAIN
        listener.name.client.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
          user_shop="a \\\\"word";
        listener.name.client.ssl.keystore.type=PEM
        listener.name.client.ssl.keystore.location=%s
        """
            .formatted(folder.resolve("keystore.pem"));
    Files.writeString(folder.resolve("keystore.pem"), server.keyText() + server.certificateText());
    try (KafkaServer kafka = new KafkaServer(folder, "SASL_SSL", settings)) {
      SecretData trust = Asked.secret("ca.crt", server.certificateText());
      List<String> brokers = kafka.brokers();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(Asked.reason(check(brokers, trust, user("a \"word")))).isEqualTo("Ok"));
      assertThat(Asked.reason(check(brokers, trust, user("wrong-word"))))
          .isEqualTo("AuthenticationFailed");
      assertThat(
              Asked.reason(
                  check(
                      brokers, Asked.secret("ca.crt", other.certificateText()), user("a \"word"))))
          .isEqualTo("TlsFailed");
    }
  }

  @Test
  void namesWhatDoesNotAnswer() throws IOException {
    assertThat(Asked.reason(check(List.of("127.0.0.1:" + FreePorts.one()), null, null)))
        .isEqualTo("ConnectionRefused");
    assertThat(Asked.reason(check(List.of("no-such-host.invalid:9092"), null, null)))
        .isEqualTo("HostNotFound");
    try (Silence silence = new Silence()) {
      assertThat(
              Asked.reason(
                  check(List.of("127.0.0.1:" + silence.port()), null, null), Duration.ofSeconds(1)))
          .isEqualTo("DeadlineExceeded");
    }
  }

  private static SecretData user(String word) {
    return Asked.secret("username", "shop", "password", word);
  }

  private static KafkaCheck check(
      List<String> brokers, @Nullable SecretData tls, @Nullable SecretData user) {
    return new KafkaCheck(
        new QueueConnection.Kafka(
            brokers,
            Optional.ofNullable(tls).map(SecretData::name),
            Optional.ofNullable(user).map(SecretData::name),
            SaslMechanism.PLAIN),
        Optional.ofNullable(tls),
        Optional.ofNullable(user));
  }
}
