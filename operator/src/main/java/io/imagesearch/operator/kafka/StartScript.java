package io.imagesearch.operator.kafka;

import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.store.QueueConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** How a broker is started: it is told which of them it is, and its volume is formatted once. */
final class StartScript {
  private StartScript() {}

  static String of(Cluster cluster, int brokers) {
    return """
    set -eu
    cat > /tmp/server.properties <<END
    node.id=${POD_NAME##*-}
    advertised.listeners=CLIENT://$POD_NAME.%s:%d
    %sEND
    /opt/kafka/bin/kafka-storage.sh format --ignore-formatted \\
      --cluster-id %s --config /tmp/server.properties
    exec /opt/kafka/bin/kafka-server-start.sh /tmp/server.properties
    """
        .formatted(
            cluster.hostOf(QueueConnection.brokerService(cluster)),
            Ports.KAFKA,
            ServerProperties.of(cluster, brokers),
            clusterId(cluster.identity()));
  }

  /**
   * Kafka's own id of itself: 16 bytes in base64. Of the name and not of the resource's uid, so
   * that a resource that was made again agrees with the volumes that it finds.
   */
  static String clusterId(String identity) {
    UUID uuid = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
