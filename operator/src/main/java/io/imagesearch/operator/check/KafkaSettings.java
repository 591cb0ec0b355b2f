package io.imagesearch.operator.check;

import io.imagesearch.operator.api.v1alpha1.SaslMechanism;
import io.imagesearch.operator.store.QueueConnection;
import io.imagesearch.operator.store.SecretKeys;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Settings of a client that asks once. */
final class KafkaSettings {
  private KafkaSettings() {}

  static Map<String, Object> of(
      QueueConnection.Kafka connection,
      Optional<SecretData> tls,
      Optional<SecretData> user,
      Duration deadline)
      throws GeneralSecurityException {
    int millis = Math.toIntExact(deadline.toMillis());
    Map<String, Object> settings = new HashMap<>();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.brokers());
    settings.put(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, connection.securityProtocol());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) millis);
    settings.put(AdminClientConfig.RECEIVE_BUFFER_CONFIG, 16 * 1024);
    settings.put(AdminClientConfig.SEND_BUFFER_CONFIG, 16 * 1024);
    settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put("auto.include.jmx.reporter", false);
    if (tls.isPresent()) {
      putTls(settings, tls.get());
    }
    user.ifPresent(secret -> {
      settings.put(SaslConfigs.SASL_MECHANISM, connection.mechanismName());
      settings.put(SaslConfigs.SASL_JAAS_CONFIG, login(connection.mechanism(), secret));
    });
    return settings;
  }

  private static void putTls(Map<String, Object> settings, SecretData secret)
      throws GeneralSecurityException {
    secret
        .get(SecretKeys.CA)
        .ifPresent(authorities -> {
          settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
          settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, authorities);
        });
    Optional<String> certificate = secret.get(SecretKeys.CERTIFICATE);
    if (certificate.isPresent()) {
      settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
      settings.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, certificate.get());
      settings.put(
          SslConfigs.SSL_KEYSTORE_KEY_CONFIG, PemKey.pkcs8(secret.require(SecretKeys.KEY)));
    }
  }

  private static String login(SaslMechanism mechanism, SecretData secret) {
    String module =
        switch (mechanism) {
          case PLAIN -> "plain.PlainLoginModule";
          case SCRAM_SHA_256, SCRAM_SHA_512 -> "scram.ScramLoginModule";
        };
    return "org.apache.kafka.common.security."
        + module
        + " required username="
        + quoted(secret.require(SecretKeys.USERNAME))
        + " password="
        + quoted(secret.require(SecretKeys.PASSWORD))
        + ";";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
