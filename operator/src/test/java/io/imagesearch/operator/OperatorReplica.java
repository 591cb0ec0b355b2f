package io.imagesearch.operator;

import io.imagesearch.operator.plane.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator as a process of its own, with the rights that the chart gives it. */
final class OperatorReplica implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final int port;

  private OperatorReplica(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts a replica that shares the lease of its namespace with others. */
  static OperatorReplica start(
      ControlPlane plane, String namespace, String identity, String... jvmOptions) {
    return start(
        plane, namespace, identity, System.getProperty("java.class.path"), List.of(jvmOptions));
  }

  /** Starts another build: that of this class path. */
  static OperatorReplica start(
      ControlPlane plane,
      String namespace,
      String identity,
      String classPath,
      List<String> jvmOptions) {
    try {
      Path log = Files.createTempFile("operator-" + identity, ".log");
      int port = FreePorts.one();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvmOptions);
      command.addAll(List.of("-cp", classPath, "io.imagesearch.operator.OperatorMain"));
      var builder = new ProcessBuilder(command);
      builder.environment().put("KUBECONFIG", config(plane, namespace));
      builder.environment().put("POD_NAME", identity);
      builder.environment().put("POD_NAMESPACE", namespace);
      builder.environment().put("LEADER_ELECTION", "true");
      builder.environment().put("DEPENDENCY_CHECKS", "false");
      builder.environment().put("PORT", Integer.toString(port));
      // As in the image.
      builder.environment().put("MALLOC_ARENA_MAX", "2");
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Process process = builder.start();
      // Whatever ends this JVM ends the replica.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new OperatorReplica(process, log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String config(ControlPlane plane, String namespace) {
    return plane.kubeconfigAs(namespace, OperatorUnderTest.ACCOUNT).toString();
  }

  /** Whether it has come so far that it tells metrics. */
  boolean isListening() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** Sum of a metric's series; 0 where there is none. */
  double metric(String name) throws IOException {
    URI uri = URI.create("http://127.0.0.1:%d/metrics".formatted(port));
    try (var lines = uri.toURL().openStream()) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  /** Processor time that it has taken. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Tells it to end, as Kubernetes does; whether it did within this time. */
  boolean endsWithin(Duration patience) {
    process.destroy();
    try {
      return process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** MiB of memory that it holds; 0 when it has ended. */
  long residentMebibytes() {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          / 1024;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it wrote. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
