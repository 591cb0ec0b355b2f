package io.imagesearch.operator.check;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.imagesearch.operator.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Kafka of one broker, on loopback. */
final class KafkaServer implements AutoCloseable {
  private static final String VARIABLE = "IMAGE_SEARCH_KAFKA";

  private final List<Integer> ports = FreePorts.some(3);
  private final int port = ports.get(0);
  private final ServerProcess process;

  /**
   * Starts one.
   *
   * @param protocol such as SASL_SSL, of the listener that clients use
   * @param more settings, one on each line
   */
  KafkaServer(Path folder, String protocol, String more) throws IOException {
    assumeThat(System.getenv(VARIABLE)).as(VARIABLE + ": dev/kafka prints it").isNotNull();
    int controller = ports.get(1);
    Path settings = folder.resolve("server.properties");
    Files.writeString(
        settings,
        """
        node.id=0
        process.roles=broker,controller
        controller.quorum.voters=0@127.0.0.1:%1$d
        listeners=CLIENT://127.0.0.1:%2$d,BROKER://127.0.0.1:%6$d,CONTROLLER://127.0.0.1:%1$d
        inter.broker.listener.name=BROKER
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CLIENT:%3$s,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%4$s
        offsets.topic.replication.factor=1
        %5$s
        """
            .formatted(controller, port, protocol, folder.resolve("log"), more, ports.get(2)));
    try (ServerProcess format =
        java(
            folder,
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id=AAAAAAAAQACAAAAAAAAAAA",
            "--config=" + settings)) {
      if (format.end() != 0) {
        throw new IllegalStateException(format.log());
      }
    }
    process = java(folder, "kafka.Kafka", settings.toString()).listening(port);
  }

  private static ServerProcess java(Path folder, String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-cp",
                System.getenv(VARIABLE) + "/*",
                main));
    command.addAll(List.of(arguments));
    return ServerProcess.start(folder, command, Map.of());
  }

  List<String> brokers() {
    return List.of("127.0.0.1:" + port);
  }

  void freeze() {
    process.freeze();
  }

  @Override
  public void close() {
    process.close();
  }
}
