package io.imagesearch.operator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.api.v1alpha1.SaslMechanism;
import io.imagesearch.operator.cluster.Cluster;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  @Test
  void namesWhatTheOperatorRuns() {
    Connections connections =
        Connections.of(Written.cluster("{milvus: {version: 2.5.16, messageQueue: {type: kafka}}}"));
    ObjectStoreConnection objects = connections.objects();
    assertThat(objects.endpoint()).isEqualTo(URI.create("http://shop-storage.pictures.svc:7070"));
    assertThat(objects.picturesPrefix()).isEqualTo("pictures/");
    assertThat(objects.milvusPrefix()).isEqualTo("milvus");
    assertThat(objects.createBucket()).isTrue();
    assertThat(objects.credentialsSecret()).contains("shop-storage-credentials");
    EtcdConnection etcd = connections.metadata().orElseThrow();
    assertThat(etcd.endpoints())
        .containsExactly(
            "shop-etcd-0.shop-etcd-peers.pictures.svc:2379",
            "shop-etcd-1.shop-etcd-peers.pictures.svc:2379",
            "shop-etcd-2.shop-etcd-peers.pictures.svc:2379");
    assertThat(etcd.rootPath()).isEqualTo("pictures.shop");
    assertThat(connections.queue().orElseThrow())
        .isInstanceOfSatisfying(
            QueueConnection.Kafka.class,
            kafka -> {
              assertThat(kafka.brokers())
                  .hasSize(3)
                  .contains("shop-kafka-1.shop-kafka-brokers.pictures.svc:9092");
              assertThat(kafka.securityProtocol()).isEqualTo("PLAINTEXT");
            });
    assertThat(connections.milvus().uri())
        .isEqualTo(URI.create("http://shop-milvus-proxies.pictures.svc:19530"));
    assertThat(connections.secrets()).containsExactly("shop-storage-credentials");
  }

  @Test
  void namesWhatIsThereAlready() {
    Connections connections =
        Connections.of(
            Written.cluster(
                """
                {milvus: {version: 2.5.16,
                  etcd: {external: {endpoints: ['https://etcd.example.com:2379'],
                    rootPath: mine, authSecret: etcd-user}},
                  objectStorage: {external: {endpoint: 'https://s3.example.com', bucket: shop,
                    useIAM: true, pathStyle: false}},
                  messageQueue: {type: kafka, kafka: {external: {brokers: ['kafka.example.com:9093'],
                    tlsSecret: kafka-tls, authSecret: kafka-user,
                    saslMechanism: SCRAM-SHA-512}}}}}
                """));
    ObjectStoreConnection objects = connections.objects();
    assertThat(objects.usesIam()).isTrue();
    assertThat(objects.port()).isEqualTo(443);
    assertThat(objects.tls()).isTrue();
    assertThat(objects.pathStyle()).isFalse();
    assertThat(objects.picturesPrefix()).isEqualTo("pictures.shop/pictures/");
    assertThat(objects.milvusPrefix()).isEqualTo("pictures.shop/milvus");
    assertThat(connections.metadata())
        .contains(
            new EtcdConnection(
                List.of("etcd.example.com:2379"),
                true,
                "mine",
                Optional.empty(),
                Optional.of("etcd-user")));
    var kafka = (QueueConnection.Kafka) connections.queue().orElseThrow();
    assertThat(kafka.securityProtocol()).isEqualTo("SASL_SSL");
    assertThat(kafka.mechanism()).isEqualTo(SaslMechanism.SCRAM_SHA_512);
    assertThat(kafka.mechanismName()).isEqualTo("SCRAM-SHA-512");
    assertThat(connections.secrets()).containsExactly("etcd-user", "kafka-tls", "kafka-user");
  }

  @Test
  void anExternalMilvusHasNoMetadataAndNoQueueOfOurs() {
    Connections connections =
        Connections.of(
            Written.cluster(
                """
                {milvus: {external: {uri: 'https://milvus.example.com', database: shop,
                  credentialsSecret: milvus-token}}}
                """));
    assertThat(connections.metadata()).isEmpty();
    assertThat(connections.queue()).isEmpty();
    assertThat(connections.milvus().port()).isEqualTo(443);
    assertThat(connections.milvus().tls()).isTrue();
    assertThat(connections.secrets()).containsExactly("shop-storage-credentials", "milvus-token");
  }

  @Test
  void noTwoClustersShareKeys() {
    var one = Written.resource("{}");
    one.getMetadata().setNamespace("a");
    one.getMetadata().setName("b-c");
    var other = Written.resource("{}");
    other.getMetadata().setNamespace("a-b");
    other.getMetadata().setName("c");
    assertThat(Cluster.fresh(one).identity()).isNotEqualTo(Cluster.fresh(other).identity());
  }
}
