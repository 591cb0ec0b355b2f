package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Embedders come, go and die; whoever searches notices nothing as long as one is left. */
class EmbedderOutageIT {
  private static final Path BUNDLED = Path.of("../models/efficientnet-lite0");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;
  private final List<ServiceProcess> processes = new ArrayList<>();
  private final List<Integer> ports = FreePorts.some(3);

  @AfterEach
  void stop() {
    processes.reversed().forEach(ServiceProcess::close);
  }

  @Test
  void noSearchFailsWhileEmbeddersDieComeAndStop() throws Exception {
    ServiceProcess first = embedder(0);
    ServiceProcess second = embedder(1);
    ServiceProcess apiProcess = api();
    Client api = apiProcess.client();
    awaitStates(api, "ready", "ready", "down");
    assertThat(api.upload("a.png", Drawings.png(1)).status()).isEqualTo(201);

    try (SearchLoad load = SearchLoad.on(api, Drawings.png(2))) {
      load.awaitSearches(30);
      first.kill();
      load.awaitSearches(60);
      assertThat(load.failures()).isEmpty();
      // Until it is looked at again it is a suspect.
      awaitStates(api, "down", "ready", "down");

      ServiceProcess third = embedder(2);
      Client thirdClient = third.client();
      Instant ready = Instant.now();
      await().atMost(PATIENCE).until(() -> computed(thirdClient) > 10);
      long millis = Duration.between(ready, Instant.now()).toMillis();
      awaitStates(api, "down", "ready", "ready");
      assertThat(load.failures()).isEmpty();

      second.terminate();
      load.awaitSearches(60);
      ServiceProcess.Ended ended = second.waitForEnd();
      load.awaitSearches(30);
      assertThat(ended.status()).as(String.join("\n", ended.lines())).isZero();
      assertThat(load.failures()).isEmpty();
      System.out.printf(
          "an embedder killed, one started, one stopped: %d searches, %d failed; the new one had "
              + "its first ten pictures %d ms after it was ready%n",
          load.searches(), load.failures().size(), millis);
    }
    assertThat(Files.readString(Path.of("/proc", "" + apiProcess.pid(), "maps")))
        .doesNotContain("libtorch");
    apiProcess.terminate();
    assertThat(apiProcess.waitForEnd().status()).isZero();
  }

  @Test
  void saysAtOnceThatNobodyIsThereAndGoesOnWhenSomebodyIs() throws Exception {
    Client api = api().unreadyClient();

    Answer search = api.search(Drawings.png(1), 3);

    assertThat(search.status()).isEqualTo(503);
    assertThat(search.problem()).isEqualTo("embedder-unavailable");
    assertThat(search.header("Retry-After")).isEqualTo("2");
    assertThat(api.upload("a.png", Drawings.png(1)).problem()).isEqualTo("embedder-unavailable");
    assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(api.get("/health").status()).isEqualTo(503);
    String job =
        api.post("/api/v1/ingest-jobs", "application/zip", Drawings.zip(3))
            .json()
            .path("id")
            .asString();

    ServiceProcess embedder = embedder(0);
    await().atMost(PATIENCE).until(() -> api.get("/actuator/health/readiness").status() == 200);
    assertThat(api.upload("a.png", Drawings.png(1)).status()).isEqualTo(201);

    await()
        .atMost(PATIENCE)
        .until(() -> api.get("/api/v1/ingest-jobs/" + job).json().has("endedAt"));
    assertThat(api.get("/api/v1/ingest-jobs/" + job).json().path("added").asInt()).isEqualTo(1);

    embedder.kill();
    await()
        .atMost(PATIENCE)
        .until(() -> api.search(Drawings.png(2), 3).problem().equals("embedder-unavailable"));
    assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);

    embedder(0);
    await().atMost(PATIENCE).until(() -> api.search(Drawings.png(2), 3).status() == 200);
  }

  @Test
  void refusesAnEmbedderWithAnotherModel() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other-model"));
    try (Stream<Path> files = Files.list(BUNDLED)) {
      for (Path file : files.toList()) {
        Files.copy(file, other.resolve(file.getFileName()));
      }
    }
    Path manifest = other.resolve("model.json");
    String json = Files.readString(manifest);
    String renamed = json.replaceFirst("\"name\": *\"[^\"]+\"", "\"name\": \"another\"");
    assertThat(renamed).isNotEqualTo(json);
    Files.writeString(manifest, renamed);
    embedder(0, "--image-search.model.location=" + other).client();

    Client api = api().unreadyClient();

    awaitStates(api, "refused", "down", "down");
    assertThat(embedders(api).findFirst().orElseThrow().path("reason").asString())
        .contains("embeds with another 1")
        .contains("efficientnet-lite0 1");
    assertThat(api.search(Drawings.png(1), 3).problem()).isEqualTo("embedder-unavailable");
  }

  private ServiceProcess embedder(int number, String... more) {
    List<String> properties = new ArrayList<>(List.of(more));
    properties.add("--image-search.role=embedder");
    properties.add("--server.port=" + ports.get(number));
    return start("embedder-" + number, properties);
  }

  private ServiceProcess api() {
    String urls =
        ports.stream().map(port -> "http://127.0.0.1:" + port).collect(Collectors.joining(","));
    return start(
        "api", List.of("--image-search.role=api", "--image-search.embedders.urls=" + urls));
  }

  private ServiceProcess start(String name, List<String> properties) {
    Path log = folder.resolve(name + "-" + processes.size() + ".log");
    ServiceProcess process =
        ServiceProcess.start(folder.resolve(name), log, properties.toArray(String[]::new));
    processes.add(process);
    return process;
  }

  /** In the order of the ports. */
  private void awaitStates(Client api, String... expected) {
    await().atMost(PATIENCE).until(() -> states(api).equals(List.of(expected)));
  }

  private List<String> states(Client api) {
    List<JsonNode> embedders = embedders(api).toList();
    return ports.stream()
        .map(port ->
            embedders.stream()
                .filter(each -> each.path("address").asString().endsWith(":" + port))
                .map(each -> each.path("state").asString())
                .findFirst()
                .orElse("unknown"))
        .toList();
  }

  private static Stream<JsonNode> embedders(Client api) {
    return api.get("/health").json().path("embedders").valueStream();
  }

  private static double computed(Client embedder) {
    return embedder
        .get("/actuator/metrics/embedding.compute")
        .json()
        .at("/measurements/0/value")
        .asDouble();
  }
}
