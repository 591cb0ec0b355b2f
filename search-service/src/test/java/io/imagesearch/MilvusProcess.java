package io.imagesearch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process of Milvus, of one role or of several, and the port of its own where it tells how it is.
 */
record MilvusProcess(GuardedProcess process, int metrics) {
  /** How many ports {@link #configure} names. */
  static final int PORTS = 9;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * Writes what all processes over a folder read.
   *
   * @param ports where the roles listen: first the one for clients
   * @param settings further ones of milvus.yaml
   */
  static void configure(Path folder, List<Integer> ports, String settings) throws IOException {
    Path configs = Files.createDirectories(folder.resolve("configs"));
    String listeners =
        """
        proxy: {ip: 127.0.0.1, port: %d, internalPort: %d}
        rootCoord: {ip: 127.0.0.1, port: %d}
        dataCoord: {ip: 127.0.0.1, port: %d}
        queryCoord: {ip: 127.0.0.1, port: %d}
        queryNode: {ip: 127.0.0.1, port: %d}
        dataNode: {ip: 127.0.0.1, port: %d}
        indexNode: {ip: 127.0.0.1, port: %d}
        indexCoord: {port: %d}
        log: {level: warn}
        """
            .formatted(ports.subList(0, PORTS).toArray());
    Files.writeString(configs.resolve("milvus.yaml"), listeners + settings);
    Files.writeString(configs.resolve("glog.conf"), "--logtostdout=true\n--minloglevel=2\n");
  }

  /**
   * Starts one.
   *
   * @param roles as the program's own arguments
   * @param settings that are of this process alone, as Milvus takes them from the environment
   */
  static MilvusProcess start(
      ServerFolder folder,
      String name,
      List<String> roles,
      int metrics,
      Map<String, String> settings) {
    String home = Provided.MILVUS.folder();
    List<String> command = new ArrayList<>(List.of(home + "/milvus", "run"));
    command.addAll(roles);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("MILVUSCONF", folder.path().resolve("configs").toString());
    environment.put("METRICS_PORT", "" + metrics);
    environment.put("LD_LIBRARY_PATH", home);
    return new MilvusProcess(folder.start(name, command, environment), metrics);
  }

  /** Returns when it says that it is well. */
  void awaitHealthy() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metrics + "/healthz"))
              .timeout(Duration.ofSeconds(2))
              .build();
      while (System.nanoTime() < deadline && process.isAlive()) {
        if (isHealthy(client, request)) {
          return;
        }
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("Milvus did not start:\n" + process.said());
  }

  private static boolean isHealthy(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body().equals("OK");
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }
}
