package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Version;
import io.imagesearch.operator.store.Connections;
import io.imagesearch.operator.store.EtcdConnection;
import io.imagesearch.operator.store.ObjectStoreConnection;
import io.imagesearch.operator.store.QueueConnection;
import io.imagesearch.operator.store.SecretKeys;

/**
 * How Milvus reaches what it stands on. Credentials come by the environment and never stand here.
 */
final class StoreSettings {
  private StoreSettings() {}

  static void write(Connections connections, Version version, Settings settings) {
    etcd(connections.metadata().orElseThrow(), version, settings);
    objects(connections.objects(), version, settings);
    switch (connections.queue().orElseThrow()) {
      case QueueConnection.Woodpecker _ -> woodpecker(settings);
      case QueueConnection.Kafka kafka -> kafka(kafka, version, settings);
      case QueueConnection.Pulsar pulsar -> pulsar(pulsar, settings);
    }
  }

  private static void etcd(EtcdConnection etcd, Version version, Settings settings) {
    settings
        .set("metastore.type", "etcd")
        .set("etcd.endpoints", String.join(",", etcd.endpoints()))
        .set("etcd.rootPath", etcd.rootPath())
        .set("etcd.metaSubPath", "meta")
        .set("etcd.kvSubPath", "kv")
        .set("etcd.use.embed", false)
        .set("etcd.requestTimeout", 10_000)
        .set("etcd.log.level", "info")
        .set("etcd.log.path", "stdout")
        .set("etcd.ssl.enabled", etcd.tls());
    if (etcd.tls()) {
      settings.set("etcd.ssl.tlsMinVersion", "1.2");
      if (etcd.tlsSecret().isPresent()) {
        // Milvus reads all three whether etcd asks for a certificate or not.
        settings
            .set("etcd.ssl.tlsCACert", Certificates.ETCD.file(SecretKeys.CA))
            .set("etcd.ssl.tlsCert", Certificates.ETCD.file(SecretKeys.CERTIFICATE))
            .set("etcd.ssl.tlsKey", Certificates.ETCD.file(SecretKeys.KEY));
      }
    }
    if (version.isAtLeast(2, 3, 7)) {
      settings.set("etcd.auth.enabled", etcd.authSecret().isPresent());
    }
  }

  private static void objects(ObjectStoreConnection objects, Version version, Settings settings) {
    settings
        .set("common.storageType", "remote")
        .set("minio.address", objects.host())
        .set("minio.port", objects.port())
        .set("minio.useSSL", objects.tls())
        .set("minio.bucketName", objects.bucket())
        .set("minio.rootPath", objects.milvusPrefix())
        .set("minio.region", objects.region())
        .set("minio.useVirtualHost", !objects.pathStyle())
        .set("minio.useIAM", objects.usesIam())
        .set("minio.cloudProvider", "aws")
        .set("minio.requestTimeoutMs", 10_000)
        .set("minio.logLevel", "fatal");
    if (objects.tlsSecret().isPresent() && version.isAtLeast(2, 3, 12)) {
      settings.set("minio.ssl.tlsCACert", Certificates.OBJECTS.file(SecretKeys.CA));
    }
  }

  private static void woodpecker(Settings settings) {
    settings
        .set("mq.type", "woodpecker")
        .set("woodpecker.meta.type", "etcd")
        .set("woodpecker.storage.type", "minio");
  }

  private static void kafka(QueueConnection.Kafka kafka, Version version, Settings settings) {
    settings
        .set("mq.type", "kafka")
        .set("kafka.brokerList", String.join(",", kafka.brokers()))
        // By default it is SASL_SSL, also without credentials.
        .set("kafka.securityProtocol", kafka.securityProtocol())
        .set("kafka.saslMechanisms", kafka.mechanismName())
        .set("kafka.readTimeout", 10);
    if (version.isAtLeast(2, 3, 11)) {
      settings.set("kafka.ssl.enabled", kafka.tlsSecret().isPresent());
      if (kafka.tlsSecret().isPresent()) {
        settings
            .set("kafka.ssl.tlsCaCert", Certificates.KAFKA.file(SecretKeys.CA))
            .set("kafka.ssl.tlsCert", Certificates.KAFKA.file(SecretKeys.CERTIFICATE))
            .set("kafka.ssl.tlsKey", Certificates.KAFKA.file(SecretKeys.KEY));
      }
    }
  }

  private static void pulsar(QueueConnection.Pulsar pulsar, Settings settings) {
    settings
        .set("mq.type", "pulsar")
        .set("pulsar.address", pulsar.address().toString())
        .set("pulsar.port", pulsar.address().getPort())
        .set("pulsar.tenant", pulsar.tenant())
        .set("pulsar.namespace", pulsar.namespace())
        .set("pulsar.requestTimeout", 60);
    if (pulsar.authSecret().isPresent()) {
      settings.set("pulsar.authPlugin", "token");
    }
  }
}
