package io.imagesearch.operator.kafka;

import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.store.QueueConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Settings that all brokers have in common. */
final class ServerProperties {
  /** What Milvus' producers send at most. */
  private static final int MESSAGE_BYTES = 10 * 1024 * 1024;

  private ServerProperties() {}

  /** One on each line. */
  static String of(Cluster cluster, int brokers) {
    int copies = Math.min(3, brokers);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("controller.quorum.voters", voters(cluster, brokers));
    settings.put(
        "listeners",
        "CLIENT://0.0.0.0:" + Ports.KAFKA + ",CONTROLLER://0.0.0.0:" + Ports.KAFKA_CONTROLLER);
    settings.put("inter.broker.listener.name", "CLIENT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", Broker.MOUNT + "/log");
    // Milvus makes its topics by writing to them.
    settings.put("auto.create.topics.enable", true);
    settings.put("num.partitions", 1);
    settings.put("default.replication.factor", copies);
    settings.put("offsets.topic.replication.factor", copies);
    settings.put("transaction.state.log.replication.factor", copies);
    settings.put("transaction.state.log.min.isr", insync(copies));
    settings.put("min.insync.replicas", insync(copies));
    settings.put("message.max.bytes", MESSAGE_BYTES);
    settings.put("replica.fetch.max.bytes", MESSAGE_BYTES);
    // What Milvus has not flushed is here alone. A full disk stops writes and loses nothing; to
    // delete by size would lose what was acknowledged.
    settings.put("log.retention.hours", 168);
    settings.put("log.segment.bytes", 128 * 1024 * 1024);
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** With three copies one broker may be away, and what was acknowledged is on two disks. */
  private static int insync(int copies) {
    return copies == 3 ? 2 : 1;
  }

  private static String voters(Cluster cluster, int brokers) {
    return IntStream.range(0, brokers)
        .mapToObj(ordinal ->
            ordinal
                + "@"
                + QueueConnection.brokerHost(cluster, ordinal)
                + ":"
                + Ports.KAFKA_CONTROLLER)
        .collect(Collectors.joining(","));
  }
}
