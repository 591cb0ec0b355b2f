package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.store.Connections;
import io.imagesearch.operator.store.QueueConnection;
import io.imagesearch.operator.store.SecretKeys;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What of Secrets a Milvus process gets: by the environment, which Milvus reads as settings, and as
 * files.
 */
final class Credentials {
  private static final String PULSAR_TOKEN = "IMAGE_SEARCH_PULSAR_TOKEN";

  /** For the user and its group. */
  private static final int MODE = 0440;

  private final List<EnvVar> environment = new ArrayList<>();
  private final Map<Certificates, String> certificates = new EnumMap<>(Certificates.class);
  private final TreeSet<String> secrets = new TreeSet<>();

  private Credentials() {}

  static Credentials of(Cluster cluster) {
    Connections connections = Connections.of(cluster);
    Credentials all = new Credentials();
    connections
        .objects()
        .credentialsSecret()
        .ifPresent(secret -> {
          all.variable("MINIO_ACCESS_KEY_ID", secret, SecretKeys.ACCESS_KEY);
          all.variable("MINIO_SECRET_ACCESS_KEY", secret, SecretKeys.SECRET_KEY);
        });
    connections
        .objects()
        .tlsSecret()
        .ifPresent(secret -> all.certificates.put(Certificates.OBJECTS, secret));
    connections
        .metadata()
        .ifPresent(etcd -> {
          etcd.tlsSecret().ifPresent(secret -> all.certificates.put(Certificates.ETCD, secret));
          etcd.authSecret()
              .ifPresent(secret -> all.login("ETCD_AUTH_USER_NAME", "ETCD_AUTH_PASSWORD", secret));
        });
    connections.queue().ifPresent(all::queue);
    all.secrets.addAll(all.certificates.values());
    return all;
  }

  private void queue(QueueConnection queue) {
    switch (queue) {
      case QueueConnection.Woodpecker _ -> {}
      case QueueConnection.Kafka kafka -> {
        kafka.tlsSecret().ifPresent(secret -> certificates.put(Certificates.KAFKA, secret));
        kafka
            .authSecret()
            .ifPresent(secret -> login("KAFKA_SASL_USERNAME", "KAFKA_SASL_PASSWORD", secret));
      }
      case QueueConnection.Pulsar pulsar ->
          pulsar
              .authSecret()
              .ifPresent(secret -> {
                variable(PULSAR_TOKEN, secret, SecretKeys.TOKEN);
                environment.add(
                    new EnvVar("PULSAR_AUTH_PARAMS", "token:$(" + PULSAR_TOKEN + ")", null));
              });
    }
  }

  private void login(String username, String password, String secret) {
    variable(username, secret, SecretKeys.USERNAME);
    variable(password, secret, SecretKeys.PASSWORD);
  }

  private void variable(String name, String secret, String key) {
    secrets.add(secret);
    environment.add(
        new EnvVarBuilder()
            .withName(name)
            .withNewValueFrom()
            .withNewSecretKeyRef()
            .withName(secret)
            .withKey(key)
            .endSecretKeyRef()
            .endValueFrom()
            .build());
  }

  List<EnvVar> environment() {
    return List.copyOf(environment);
  }

  List<Volume> volumes() {
    return certificates.entrySet().stream()
        .map(each ->
            new VolumeBuilder()
                .withName(each.getKey().volume())
                .withNewSecret()
                .withSecretName(each.getValue())
                .withDefaultMode(MODE)
                .endSecret()
                .build())
        .toList();
  }

  List<VolumeMount> mounts() {
    return certificates.keySet().stream()
        .map(each ->
            new VolumeMountBuilder()
                .withName(each.volume())
                .withMountPath(each.folder())
                .withReadOnly(true)
                .build())
        .toList();
  }

  /** Another one when what is in any of the Secrets is another: it is read only at the start. */
  String digest(Cluster cluster) {
    StringBuilder all = new StringBuilder();
    secrets.forEach(secret ->
        all.append(secret).append('=').append(cluster.digestOf(secret).orElse("")).append('\n'));
    return Digest.of(all.toString());
  }
}
