package io.imagesearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Milvus, all its roles in one process, on free ports of loopback over a folder of its own.
 * It ends with this JVM, whatever became of that.
 */
public final class MilvusServer implements AutoCloseable {
  /** Those of the roles, of how it is, and two of etcd. */
  private final List<Integer> ports = FreePorts.some(MilvusProcess.PORTS + 3);

  private final ServerFolder folder = new ServerFolder("milvus");
  private MilvusProcess server;

  private MilvusServer(String security, String tls, String trace) throws IOException {
    configure(security, tls, trace);
    server = run();
  }

  /** Skips the test where dev/milvus found no server for this machine. */
  public static MilvusServer start() {
    return start("{}", "{}", "{}");
  }

  /** With TLS at its door, and users: {@code root} with the password {@code Milvus}. */
  public static MilvusServer startSecured(Path certificate, Path key) {
    return start(
        "{authorizationEnabled: true, tlsMode: 1}",
        "{serverPemPath: %s, serverKeyPath: %s}".formatted(certificate, key),
        "{}");
  }

  /**
   * With traces of what its callers trace.
   *
   * @param receiver host and port of OTLP over gRPC
   */
  public static MilvusServer startTraced(String receiver) {
    return start(
        "{}",
        "{}",
        "{exporter: otlp, otlp: {endpoint: \"%s\", secure: false}}".formatted(receiver));
  }

  private static MilvusServer start(String security, String tls, String trace) {
    Provided.MILVUS.assumeThere();
    try {
      MilvusServer server = new MilvusServer(security, tls, trace);
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
    return server.process().pid();
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
    try (Stream<Path> files = Files.walk(folder.path())) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** It stops in the middle of whatever it does, and its connections stay open. */
  public void freeze() {
    server.process().signal("STOP");
  }

  public void thaw() {
    server.process().signal("CONT");
  }

  /** As {@code kill -9}; its data stays for {@link #restart}. */
  public void kill() {
    server.process().close();
  }

  /** On the same ports over the same data. */
  public void restart() {
    server = run();
  }

  @Override
  public void close() {
    folder.close();
  }

  private MilvusProcess run() {
    return MilvusProcess.start(
        folder,
        "standalone",
        List.of("standalone"),
        ports.get(MilvusProcess.PORTS),
        Map.of("DEPLOY_MODE", "STANDALONE"));
  }

  private void awaitHealthy() {
    try {
      server.awaitHealthy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  private void configure(String security, String tls, String trace) throws IOException {
    Path data = Files.createDirectories(folder.path().resolve("data"));
    Path etcd = folder.path().resolve("etcd.yaml");
    MilvusProcess.configure(
        folder.path(),
        ports,
        """
        etcd:
          rootPath: images
          use: {embed: true}
          config: {path: %1$s}
          data: {dir: %2$s/etcd}
        localStorage: {path: %2$s}
        common: {storageType: local, security: %3$s}
        tls: %4$s
        trace: %5$s
        mq: {type: rocksmq}
        rocksmq: {path: %2$s/rocksmq}
        """
            .formatted(etcd, data, security, tls, trace));
    Files.writeString(
        etcd,
        """
        name: default
        listen-client-urls: http://127.0.0.1:%1$d
        advertise-client-urls: http://127.0.0.1:%1$d
        listen-peer-urls: http://127.0.0.1:%2$d
        initial-advertise-peer-urls: http://127.0.0.1:%2$d
        initial-cluster: default=http://127.0.0.1:%2$d
        log-level: warn
        """
            .formatted(ports.subList(MilvusProcess.PORTS + 1, ports.size()).toArray()));
  }
}
