package io.imagesearch.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.imagesearch.operator.FreePorts;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.store.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that a broker's pod runs, with a real Kafka, over a folder and other ports. */
class StartScriptIT {
  private static final String VARIABLE = "IMAGE_SEARCH_KAFKA";

  @TempDir private Path folder;
  private final List<Integer> ports = FreePorts.some(2);
  private final int port = ports.getFirst();
  private final int controller = ports.getLast();

  @Test
  void startsABrokerThatTakesWhatMilvusSends() throws Exception {
    assumeThat(System.getenv(VARIABLE)).as(VARIABLE + ": dev/kafka prints it").isNotNull();
    program("kafka-storage.sh", "kafka.tools.StorageTool");
    program("kafka-server-start.sh", "kafka.Kafka");
    String id;
    try (Running _ = new Running()) {
      assertThat(send("shop-rootcoord-dml_0")).isZero();
      id = Files.readString(folder.resolve("data/log/meta.properties"));
      assertThat(id).contains("cluster.id=" + StartScript.clusterId("pictures.shop"));
    }
    // The volume is found again as it was.
    try (Running _ = new Running()) {
      assertThat(send("shop-rootcoord-dml_0")).isEqualTo(1);
      assertThat(Files.readString(folder.resolve("data/log/meta.properties"))).isEqualTo(id);
    }
  }

  /** The pod. */
  private final class Running implements AutoCloseable {
    private final Process process;

    Running() throws IOException {
      ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", script());
      builder.environment().put("POD_NAME", "shop-kafka-0");
      process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    @Override
    public void close() {
      process.destroy();
      assertThat(process.onExit().orTimeout(60, TimeUnit.SECONDS))
          .as("ends within its grace")
          .succeedsWithin(Duration.ofSeconds(61));
    }
  }

  private String script() {
    return StartScript.of(
            Written.cluster(
                "{milvus: {version: 2.5.16, messageQueue: {type: kafka, kafka: {replicas: 1}}}}"),
            1)
        .replace("$POD_NAME.shop-kafka-brokers.pictures.svc", "127.0.0.1")
        .replace("shop-kafka-0.shop-kafka-brokers.pictures.svc", "127.0.0.1")
        .replace("0.0.0.0", "127.0.0.1")
        .replace(":" + Ports.KAFKA_CONTROLLER, ":" + controller)
        .replace(":" + Ports.KAFKA, ":" + port)
        .replace("/opt/kafka/bin", folder.toString())
        .replace("/tmp/server.properties", folder.resolve("server.properties").toString())
        .replace(Broker.MOUNT, folder.resolve("data").toString());
  }

  /** Of as many bytes as a message may have; returns its place in the topic, which it makes. */
  private long send(String topic) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:" + port,
            "acks",
            "all",
            "max.request.size",
            10 * 1024 * 1024,
            "delivery.timeout.ms",
            60_000,
            "max.block.ms",
            60_000);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] message = new byte[10 * 1024 * 1024 - 1024];
      return producer
          .send(new ProducerRecord<byte[], byte[]>(topic, message))
          .get(60, TimeUnit.SECONDS)
          .offset();
    }
  }

  private void program(String name, String main) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(
        program,
        "#!/bin/sh\nexec %s -Xmx256m -cp '%s/*' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin/java"),
                System.getenv(VARIABLE),
                main),
        StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
