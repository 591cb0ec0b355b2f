package io.imagesearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real service in a process of its own, so that a test can kill it. */
public final class ServiceProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;
  private final String host;

  private ServiceProcess(Process process, Path log, String host) {
    this.process = process;
    this.log = log;
    this.host = host;
  }

  /** Starts it over a folder; it is ready when {@link #client} returns. */
  public static ServiceProcess start(Path data, Path log, String... properties) {
    return start(List.of(), data, log, properties);
  }

  /** With further options of the JVM. */
  public static ServiceProcess start(
      List<String> options, Path data, Path log, String... properties) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                // What a killed process leaves there goes with the test's own folder.
                "-Djava.io.tmpdir=" + log.toAbsolutePath().getParent(),
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(ImageSearchApplication.class.getName());
    command.add("--image-search.data=" + data);
    command.addAll(List.of(properties));
    if (valueOf("--server.port=", properties).isEmpty()) {
      command.add("--server.port=0");
    }
    try {
      Files.deleteIfExists(log);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      String host = valueOf("--server.address=", properties).orElse("127.0.0.1");
      return new ServiceProcess(process, log, host);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it is ready. */
  public Client client() throws InterruptedException, IOException {
    return client(200);
  }

  /** Waits until it answers, and says that it is not ready. */
  public Client unreadyClient() throws InterruptedException, IOException {
    return client(503);
  }

  private Client client(int readiness) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      Matcher port = PORT.matcher(Files.readString(log));
      if (port.find()) {
        Client client = new Client(URI.create("http://" + host + ":" + port.group(1)));
        if (readinessOf(client) == readiness) {
          return client;
        }
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new IllegalStateException("the service did not start:\n" + Files.readString(log));
  }

  /** The exit status and all that it printed, for a process that is to end by itself. */
  public Ended waitForEnd() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the service did not end:\n" + Files.readString(log));
    }
    return new Ended(process.exitValue(), Files.readAllLines(log));
  }

  /** How a process ended. */
  public record Ended(int status, List<String> lines) {}

  /** As {@code kill} does: it is asked to stop. */
  public void terminate() {
    process.destroy();
  }

  long pid() {
    return process.pid();
  }

  /** As {@code kill -9} does: no shutdown hook runs. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int readinessOf(Client client) {
    try {
      return client.get("/actuator/health/readiness").status();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return 0;
      }
      throw e;
    }
  }

  private static Optional<String> valueOf(String name, String... properties) {
    return Stream.of(properties)
        .filter(property -> property.startsWith(name))
        .map(property -> property.substring(name.length()))
        .findFirst();
  }
}
