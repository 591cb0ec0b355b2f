package io.imagesearch.operator.check;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.imagesearch.operator.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Milvus, all its roles in one process, on loopback. */
final class MilvusServer implements AutoCloseable {
  private static final String VARIABLE = "IMAGE_SEARCH_MILVUS";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<Integer> ports = FreePorts.some(12);
  private final ServerProcess process;

  /**
   * Starts one.
   *
   * @param security as {@code common.security} of milvus.yaml
   * @param tls as {@code tls} there
   */
  MilvusServer(Path folder, String security, String tls) throws IOException {
    String home = System.getenv(VARIABLE);
    assumeThat(home).as(VARIABLE + ": dev/milvus prints it").isNotNull();
    configure(folder, security, tls);
    process =
        ServerProcess.start(
            folder,
            List.of(home + "/milvus", "run", "standalone"),
            Map.of(
                "MILVUSCONF",
                folder.resolve("configs").toString(),
                "METRICS_PORT",
                "" + ports.get(1),
                "DEPLOY_MODE",
                "STANDALONE",
                "MILVUS_RUN_DIR",
                folder.toString(),
                "LD_LIBRARY_PATH",
                home));
    awaitHealthy();
  }

  int port() {
    return ports.getFirst();
  }

  /** Where its etcd is reached. */
  String etcd() {
    return "127.0.0.1:" + ports.get(10);
  }

  void freeze() {
    process.freeze();
  }

  @Override
  public void close() {
    process.close();
    // Where a killed one leaves its process's number; no setting moves it.
    try {
      Files.deleteIfExists(Path.of("/tmp/milvus/server_id_" + process.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitHealthy() {
    process.listening(ports.get(1));
    // Until its roles are there it calls itself healthy; the last of them is the proxy.
    process.listening(port());
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(1) + "/healthz"))
              .timeout(Duration.ofSeconds(2))
              .build();
      while (System.nanoTime() < end) {
        if (isHealthy(client, request)) {
          return;
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new IllegalStateException("Milvus did not start:\n" + process.log());
  }

  private static boolean isHealthy(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body().equals("OK");
    } catch (IOException _) {
      return false; // not yet
    }
  }

  private void configure(Path folder, String security, String tls) throws IOException {
    Path configs = Files.createDirectories(folder.resolve("configs"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        configs.resolve("milvus.yaml"),
        """
        etcd:
          rootPath: shop
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
}
