package io.imagesearch.operator.store;

import io.imagesearch.operator.api.v1alpha1.ExternalKafkaSpec;
import io.imagesearch.operator.api.v1alpha1.PulsarSpec;
import io.imagesearch.operator.api.v1alpha1.SaslMechanism;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.MessageQueue;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the write-ahead log of Milvus is reached. */
public sealed interface QueueConnection {
  /** Nothing to be reached: it is part of Milvus, over etcd and the bucket. */
  record Woodpecker() implements QueueConnection {}

  /**
   * Kafka.
   *
   * @param brokers host and port of each
   * @param tlsSecret has {@code ca.crt}, and {@code tls.crt} and {@code tls.key} where Kafka asks
   *     for them; without one there is no TLS
   * @param authSecret has {@code username} and {@code password}; without one there is no SASL
   */
  record Kafka(
      List<String> brokers,
      Optional<String> tlsSecret,
      Optional<String> authSecret,
      SaslMechanism mechanism)
      implements QueueConnection {

    public Kafka {
      brokers = List.copyOf(brokers);
    }

    /** As Kafka calls it: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. */
    public String securityProtocol() {
      String transport = tlsSecret.isPresent() ? "SSL" : "PLAINTEXT";
      return authSecret.isPresent() ? "SASL_" + transport : transport;
    }

    /** The mechanism as Kafka calls it, such as SCRAM-SHA-256. */
    public String mechanismName() {
      return mechanism.name().replace('_', '-');
    }
  }

  /**
   * Pulsar.
   *
   * @param authSecret has {@code token}
   */
  record Pulsar(URI address, String tenant, String namespace, Optional<String> authSecret)
      implements QueueConnection {

    public boolean tls() {
      return "pulsar+ssl".equals(address.getScheme());
    }
  }

  static QueueConnection of(Cluster cluster, MessageQueue queue) {
    return switch (queue) {
      case MessageQueue.Woodpecker _ -> new Woodpecker();
      case MessageQueue.ManagedKafka managed -> managed(cluster, managed.brokers());
      case MessageQueue.ExternalKafka(ExternalKafkaSpec spec) ->
          new Kafka(
              spec.brokers(),
              Optional.ofNullable(spec.tlsSecret()),
              Optional.ofNullable(spec.authSecret()),
              spec.saslMechanism() == null ? SaslMechanism.PLAIN : spec.saslMechanism());
      case MessageQueue.Pulsar(PulsarSpec spec) ->
          new Pulsar(
              URI.create(spec.address()),
              spec.tenant() == null ? "public" : spec.tenant(),
              spec.namespace() == null ? "default" : spec.namespace(),
              Optional.ofNullable(spec.authSecret()));
    };
  }

  /** Name of the Service under which the brokers have names of their own. */
  static String brokerService(Cluster cluster) {
    return cluster.nameOf("kafka-brokers");
  }

  /** Name by which a broker is reached from every namespace. */
  static String brokerHost(Cluster cluster, int ordinal) {
    return cluster.nameOf(Tier.KAFKA)
        + "-"
        + ordinal
        + "."
        + cluster.hostOf(brokerService(cluster));
  }

  private static Kafka managed(Cluster cluster, int brokers) {
    return new Kafka(
        IntStream.range(0, brokers)
            .mapToObj(ordinal -> brokerHost(cluster, ordinal) + ":" + Ports.KAFKA)
            .toList(),
        Optional.empty(),
        Optional.empty(),
        SaslMechanism.PLAIN);
  }
}
