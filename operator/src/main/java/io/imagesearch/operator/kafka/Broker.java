package io.imagesearch.operator.kafka;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.pod.Main;
import io.imagesearch.operator.stateful.Containers;
import io.imagesearch.operator.stateful.StatefulPods;
import java.util.List;
import java.util.Map;

/** The pod of a broker. */
final class Broker {
  static final String PORT = "kafka";
  static final String CONTROLLER_PORT = "controller";
  static final String MOUNT = "/var/lib/kafka/data";

  // Hands its partitions over and writes down what it has.
  private static final long GRACE_SECONDS = 120;

  private Broker() {}

  static Main of(Cluster cluster, int brokers) {
    return new Main(
        Tier.KAFKA, container(cluster, brokers), List.of(), List.of(), Map.of(), GRACE_SECONDS);
  }

  private static Container container(Cluster cluster, int brokers) {
    return new ContainerBuilder()
        .withName("kafka")
        .withImage(cluster.situation().image(Part.KAFKA))
        .withCommand("/bin/bash", "-c")
        .withArgs(StartScript.of(cluster, brokers))
        .withEnv(
            Containers.podName(),
            // Of what the container may have; the other half is for the files' pages.
            Containers.env(
                "KAFKA_HEAP_OPTS", "-XX:InitialRAMPercentage=50 -XX:MaxRAMPercentage=50"),
            // To the output alone, as the image's own configuration has it: nothing else is
            // writable.
            Containers.env(
                "KAFKA_LOG4J_OPTS",
                "-Dlog4j.configuration=file:/etc/kafka/docker/log4j.properties"),
            Containers.env("KAFKA_GC_LOG_OPTS", "-Xlog:gc=warning:stdout"),
            Containers.env("LOG_DIR", "/tmp/logs"))
        .withPorts(
            Containers.port(PORT, Ports.KAFKA),
            Containers.port(CONTROLLER_PORT, Ports.KAFKA_CONTROLLER))
        // After a crash a broker reads its last segments again before it listens.
        .withStartupProbe(Containers.tcp(PORT, 5, 5, 180))
        .withLivenessProbe(Containers.tcp(PORT, 10, 5, 6))
        .withReadinessProbe(Containers.tcp(PORT, 5, 5, 3))
        .withResources(Containers.resources("250m", "1Gi", "2Gi"))
        .addNewVolumeMount()
        .withName(StatefulPods.VOLUME)
        .withMountPath(MOUNT)
        .endVolumeMount()
        .build();
  }
}
