package io.imagesearch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A real Milvus, all its roles in one process, on free ports of loopback over a folder of its own.
 * A small shell stands between, out of reach of signals to this JVM's group: it ends the server and
 * removes the folder when this JVM is gone, whatever became of it.
 */
public final class MilvusServer implements AutoCloseable {
  private static final String BINARY = "IMAGE_SEARCH_MILVUS";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String GUARD =
      """
      "$0/milvus" run standalone & echo $! > pid
      read -r word
      kill -KILL $(cat pid); wait
      [ "$word" = keep ] || rm -rf "$PWD"
      """;

  private final Path home;
  private final Path folder;
  private final List<Integer> ports;
  private @Nullable Process guard;

  private MilvusServer(Path home, Path folder, List<Integer> ports) {
    this.home = home;
    this.folder = folder;
    this.ports = ports;
  }

  /** Skips the test where dev/milvus found no server for this machine. */
  public static MilvusServer start() {
    return start("{}", "{}");
  }

  /** With TLS at its door, and users: {@code root} with the password {@code Milvus}. */
  public static MilvusServer startSecured(Path certificate, Path key) {
    return start(
        "{authorizationEnabled: true, tlsMode: 1}",
        "{serverPemPath: %s, serverKeyPath: %s}".formatted(certificate, key));
  }

  private static MilvusServer start(String security, String tls) {
    String home = System.getenv(BINARY);
    assumeTrue(home != null, BINARY + " is not set: dev/milvus prints what it is to be");
    try {
      Path folder = Files.createTempDirectory("milvus");
      MilvusServer server = new MilvusServer(Path.of(home), folder, freePorts(12));
      server.configure(security, tls);
      server.run();
      server.awaitHealthy();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients connect to. */
  public int port() {
    return ports.getFirst();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  long pid() {
    try {
      return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of memory that it holds. */
  public long memory() throws IOException {
    return Files.readAllLines(Path.of("/proc", "" + pid(), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  /** Of its process, since that began. */
  public Duration processorTime() {
    return ProcessHandle.of(pid()).orElseThrow().info().totalCpuDuration().orElseThrow();
  }

  /** Bytes of its logs, segments and indexes. */
  public long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** It stops in the middle of whatever it does, and its connections stay open. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** As {@code kill -9}; its data stays for {@link #restart}. */
  public void kill() throws InterruptedException {
    end("keep");
  }

  /** On the same ports over the same data. */
  public void restart() throws IOException {
    run();
  }

  @Override
  public void close() {
    try {
      end("remove");
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() throws IOException {
    Files.deleteIfExists(folder.resolve("pid"));
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "/bin/sh", "-c", GUARD, home.toString())
            .directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "MILVUSCONF", folder.resolve("configs").toString(),
                "METRICS_PORT", "" + ports.get(1),
                "DEPLOY_MODE", "STANDALONE",
                "MILVUS_RUN_DIR", folder.toString(),
                "LD_LIBRARY_PATH", home.toString()));
    guard =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  private void end(String word) throws InterruptedException {
    Process running = guard;
    guard = null;
    if (running != null) {
      try (OutputStream words = running.getOutputStream()) {
        words.write((word + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (!running.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Milvus did not end");
      }
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + pid()).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  private void awaitHealthy() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(1) + "/healthz"))
              .timeout(Duration.ofSeconds(2))
              .build();
      while (System.nanoTime() < deadline && Objects.requireNonNull(guard).isAlive()) {
        if (isHealthy(client, request)) {
          return;
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String log = Files.readString(folder.resolve("log"));
    close();
    throw new IllegalStateException(
        "Milvus did not start:\n" + log.substring(Math.max(0, log.length() - 4_000)));
  }

  private static boolean isHealthy(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body().equals("OK");
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  private void configure(String security, String tls) throws IOException {
    Path configs = Files.createDirectories(folder.resolve("configs"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        configs.resolve("milvus.yaml"),
        """
        etcd:
          rootPath: images
          use: {embed: true}
          config: {path: %1$s/etcd.yaml}
          data: {dir: %2$s/etcd}
        localStorage: {path: %2$s}
        common: {storageType: local, security: %12$s}
        tls: %13$s
        mq: {type: rocksmq}
        rocksmq: {path: %2$s/rocksmq}
        proxy: {ip: 127.0.0.1, port: %3$d, internalPort: %4$d}
        rootCoord: {ip: 127.0.0.1, port: %5$d}
        dataCoord: {ip: 127.0.0.1, port: %6$d}
        queryCoord: {ip: 127.0.0.1, port: %7$d}
        queryNode: {ip: 127.0.0.1, port: %8$d}
        dataNode: {ip: 127.0.0.1, port: %9$d}
        indexNode: {ip: 127.0.0.1, port: %10$d}
        indexCoord: {port: %11$d}
        log: {level: warn}
        """
            .formatted(
                configs,
                data,
                ports.get(0),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                ports.get(5),
                ports.get(6),
                ports.get(7),
                ports.get(8),
                ports.get(9),
                security,
                tls));
    Files.writeString(
        configs.resolve("etcd.yaml"),
        """
        name: default
        listen-client-urls: http://127.0.0.1:%1$d
        advertise-client-urls: http://127.0.0.1:%1$d
        listen-peer-urls: http://127.0.0.1:%2$d
        initial-advertise-peer-urls: http://127.0.0.1:%2$d
        initial-cluster: default=http://127.0.0.1:%2$d
        log-level: warn
        """
            .formatted(ports.get(10), ports.get(11)));
    Files.writeString(configs.resolve("glog.conf"), "--logtostdout=true\n--minloglevel=2\n");
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
