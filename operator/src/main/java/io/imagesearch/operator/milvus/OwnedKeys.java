package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Milvus;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keys of milvus.yaml that follow from the rest of the spec: whoever changed one would lose data,
 * or pods that find each other.
 */
public final class OwnedKeys {
  private static final List<String> BRANCHES =
      Stream.of(
              "etcd.endpoints",
              "etcd.rootPath",
              "etcd.metaSubPath",
              "etcd.kvSubPath",
              "etcd.use",
              "etcd.ssl",
              "etcd.auth",
              "metastore",
              "tikv",
              "mysql",
              "localStorage.path",
              "common.storageType",
              "minio.address",
              "minio.port",
              "minio.accessKeyID",
              "minio.secretAccessKey",
              "minio.useSSL",
              "minio.ssl",
              "minio.bucketName",
              "minio.rootPath",
              "minio.useIAM",
              "minio.region",
              "minio.useVirtualHost",
              "mq.type",
              "kafka.brokerList",
              "kafka.saslUsername",
              "kafka.saslPassword",
              "kafka.saslMechanisms",
              "kafka.securityProtocol",
              "kafka.ssl",
              "pulsar.address",
              "pulsar.port",
              "pulsar.tenant",
              "pulsar.namespace",
              "pulsar.authPlugin",
              "pulsar.authParams",
              "rocksmq",
              "natsmq",
              "woodpecker.meta",
              "woodpecker.storage",
              "msgChannel",
              "common.chanNamePrefix",
              "common.subNamePrefix",
              "common.security.authorizationEnabled",
              "common.security.tlsMode",
              "common.security.internaltlsEnabled",
              "tls",
              "internaltls",
              "log.stdout",
              "log.file",
              "proxy.internalPort",
              "proxy.http.port")
          .map(key -> key.toLowerCase(Locale.ROOT))
          .toList();

  /** Last parts of keys that are owned in each section of a role. */
  private static final Set<String> OF_EACH_ROLE = Set.of("ip", "port", "enableactivestandby");

  private OwnedKeys() {}

  /** What of {@code milvus.config} is left out, as a person reads it. */
  public static List<String> refused(Milvus.Managed milvus) {
    return Settings.flat(milvus.config()).keySet().stream()
        .filter(OwnedKeys::has)
        .sorted()
        .map(key -> "milvus.config: the operator sets " + key + " itself")
        .toList();
  }

  static boolean has(String path) {
    String key = path.toLowerCase(Locale.ROOT);
    String[] parts = key.split("\\.", -1);
    // Every setting is in a section.
    return parts.length < 2
        || (parts.length == 2 && OF_EACH_ROLE.contains(parts[1]))
        || BRANCHES.stream().anyMatch(branch -> Readers.isBelow(key, branch))
        || BRANCHES.stream().anyMatch(branch -> Readers.isBelow(branch, key));
  }
}
