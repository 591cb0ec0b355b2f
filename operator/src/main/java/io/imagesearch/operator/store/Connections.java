package io.imagesearch.operator.store;

import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How everything that a cluster stands on is reached. Pure; Secrets are named and never read.
 *
 * @param metadata none with an external Milvus
 * @param queue none with an external Milvus
 */
public record Connections(
    ObjectStoreConnection objects,
    Optional<EtcdConnection> metadata,
    Optional<QueueConnection> queue,
    MilvusConnection milvus) {

  public static Connections of(Cluster cluster) {
    Optional<Milvus.Managed> milvus =
        cluster.spec().milvus() instanceof Milvus.Managed managed
            ? Optional.of(managed)
            : Optional.empty();
    return new Connections(
        ObjectStoreConnection.of(cluster),
        milvus.map(managed -> EtcdConnection.of(cluster, managed.metadata())),
        milvus.map(managed -> QueueConnection.of(cluster, managed.queue())),
        MilvusConnection.of(cluster));
  }

  /** The Secrets that these name, each once: a change of one rolls what reads it. */
  public Stream<String> secrets() {
    Stream<Optional<String>> ofQueue =
        queue.stream()
            .flatMap(each ->
                switch (each) {
                  case QueueConnection.Woodpecker _ -> Stream.<Optional<String>>empty();
                  case QueueConnection.Kafka kafka ->
                      Stream.of(kafka.tlsSecret(), kafka.authSecret());
                  case QueueConnection.Pulsar pulsar -> Stream.of(pulsar.authSecret());
                });
    Stream<Optional<String>> ofMetadata =
        metadata.stream().flatMap(each -> Stream.of(each.tlsSecret(), each.authSecret()));
    Stream<Optional<String>> others =
        Stream.of(
            objects.credentialsSecret(),
            objects.tlsSecret(),
            milvus.credentialsSecret(),
            milvus.tlsSecret());
    return Stream.of(others, ofMetadata, ofQueue)
        .flatMap(each -> each)
        .flatMap(Optional::stream)
        .distinct();
  }
}
