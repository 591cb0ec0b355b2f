package io.imagesearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Kafka of one broker that is its own controller, on loopback. */
final class KafkaBroker {
  private KafkaBroker() {}

  /** Starts one; returns its address when it listens. */
  static String start(ServerFolder folder) throws IOException, InterruptedException {
    List<Integer> ports = FreePorts.some(2);
    Path settings = folder.path().resolve("kafka.properties");
    Files.writeString(
        settings,
        """
        node.id=0
        process.roles=broker,controller
        listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        controller.quorum.voters=0@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=BROKER
        listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        # As large as Milvus sends them.
        message.max.bytes=10485760
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        """
            .formatted(ports.getFirst(), ports.getLast(), folder.path().resolve("kafka")));
    try (GuardedProcess format =
        java(
            folder,
            "kafka-format",
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id=AAAAAAAAQACAAAAAAAAAAA",
            "--config=" + settings)) {
      format.awaitSuccess();
    }
    java(folder, "kafka", "kafka.Kafka", settings.toString()).awaitListening(ports.getFirst());
    return "127.0.0.1:" + ports.getFirst();
  }

  private static GuardedProcess java(
      ServerFolder folder, String name, String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Provided.KAFKA.folder() + "/*",
                main));
    command.addAll(List.of(arguments));
    return folder.start(name, command, Map.of());
  }
}
