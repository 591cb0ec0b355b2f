package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import io.imagesearch.Client.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An API with two embedders answers as one process does. */
class ApiRoleIT {
  private static final Path SAMPLES = Path.of("../examples/images/shoes");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;
  private static final List<RunningService> services = new ArrayList<>();
  private static Client all;
  private static Client api;

  @BeforeAll
  static void start() {
    all = start("all").client();
    String role = "--image-search.role=embedder";
    String urls = start("embedder", role).uri() + "," + start("embedder", role).uri();
    api = start("api", "--image-search.role=api", "--image-search.embedders.urls=" + urls).client();
    await()
        .atMost(PATIENCE)
        .until(() -> embedders().filter(each -> state(each).equals("ready")).count() == 2);
    for (Path sample : samples()) {
      Answer here = all.upload(sample.getFileName().toString(), read(sample));
      Answer there = api.upload(sample.getFileName().toString(), read(sample));
      assertThat(there.status()).isEqualTo(here.status()).isEqualTo(201);
      for (String field : List.of("id", "mediaType", "width", "height", "bytes")) {
        assertThat(image(there).path(field)).isEqualTo(image(here).path(field));
      }
    }
  }

  @AfterAll
  static void stop() {
    services.reversed().forEach(RunningService::close);
  }

  @Test
  void findsTheSame() {
    for (Path sample : samples()) {
      same(client -> client.search(read(sample), 8));
      same(client ->
          client.post(
              "/api/v1/search",
              new Form().file("file", "q", read(sample)).field("crop", "0.2,0.1,0.5,0.6")));
    }
  }

  @Test
  void cropsStoredPicturesTheSame() {
    String id = image(all.upload("again", read(samples().getFirst()))).path("id").asString();
    String crop = "{\"x\": 0.25, \"y\": 0.25, \"width\": 0.5, \"height\": 0.5}";
    same(client ->
        client.postJson("/api/v1/search", "{\"id\": \"" + id + "\", \"crop\": " + crop + "}"));
  }

  @Test
  void makesTheSameThumbnails() {
    String id = image(all.upload("again", read(samples().getFirst()))).path("id").asString();
    assertThat(api.get("/api/v1/images/" + id + "/thumbnail").bytes())
        .isEqualTo(all.get("/api/v1/images/" + id + "/thumbnail").bytes())
        .isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsNoPictureTheSame() {
    return BrokenFiles.all().entrySet().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getKey(),
                () -> {
                  byte[] bytes = file.getValue().bytes();
                  Answer searched = sameProblem(client -> client.search(bytes, 3));
                  Answer uploaded = sameProblem(client -> client.upload(file.getKey(), bytes));
                  assertThat(searched.problem()).isEqualTo(file.getValue().problem());
                  assertThat(uploaded.problem()).isEqualTo(file.getValue().problem());
                }));
  }

  @Test
  void ingestsTheSame() {
    byte[] archive = Drawings.zip(7);
    for (Client client : List.of(all, api)) {
      String id =
          client
              .post("/api/v1/ingest-jobs", "application/zip", archive)
              .json()
              .path("id")
              .asString();
      await()
          .atMost(PATIENCE)
          .until(() -> client.get("/api/v1/ingest-jobs/" + id).json().has("endedAt"));
      JsonNode job = client.get("/api/v1/ingest-jobs/" + id).json();
      assertThat(job.path("added").asInt()).as(job.toString()).isEqualTo(1);
    }
    same(client -> client.search(Drawings.png(7), 3));
  }

  @Test
  void showsItsEmbedders() {
    JsonNode health = api.get("/health").json();

    assertThat(health.path("status").asString()).isEqualTo("up");
    assertThat(health.path("role").asString()).isEqualTo("api");
    assertThat(health.at("/model/fingerprint"))
        .isEqualTo(all.get("/health").json().at("/model/fingerprint"));
    assertThat(health.at("/model/workersAlive").asInt()).isPositive();
    assertThat(embedders())
        .hasSize(2)
        .allSatisfy(each -> {
          assertThat(each.path("address").asString()).startsWith("http://127.0.0.1:");
          assertThat(each.path("device").asString()).isEqualTo("cpu");
          assertThat(each.path("precision").asString()).isIn("float32", "bfloat16");
        });
  }

  /** One that has just come gets less at first; within this both have their share. */
  @Test
  void sharesWorkBetweenItsEmbedders() {
    List<Client> embedders =
        services.stream().map(RunningService::client).filter(ApiRoleIT::isEmbedder).toList();
    assertThat(embedders).hasSize(2);
    List<Double> before = embedders.stream().map(ApiRoleIT::passes).toList();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(api.search(Drawings.png(1), 1).status()).isEqualTo(200);
          for (int i = 0; i < 2; i++) {
            assertThat(passes(embedders.get(i)) - before.get(i)).isGreaterThan(3);
          }
        });
  }

  private static double passes(Client embedder) {
    return embedder
        .get("/actuator/metrics/embedding.compute")
        .json()
        .at("/measurements/0/value")
        .asDouble();
  }

  private static boolean isEmbedder(Client client) {
    return client.get("/health").json().path("role").asString().equals("embedder");
  }

  private static RunningService start(String name, String... properties) {
    RunningService service = RunningService.start(folder.resolve(name), properties);
    services.add(service);
    return service;
  }

  private static Stream<JsonNode> embedders() {
    return api.get("/health").json().path("embedders").valueStream();
  }

  private static String state(JsonNode embedder) {
    return embedder.path("state").asString();
  }

  private static JsonNode image(Answer upload) {
    return upload.json().at("/items/0/image");
  }

  private static void same(Function<Client, Answer> request) {
    Answer here = request.apply(all);
    Answer there = request.apply(api);
    assertThat(there.status()).as(there.json().toString()).isEqualTo(here.status()).isEqualTo(200);
    List<JsonNode> expected = here.json().path("results").valueStream().toList();
    List<JsonNode> found = there.json().path("results").valueStream().toList();
    assertThat(found).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).path("id")).isEqualTo(expected.get(i).path("id"));
      assertThat(found.get(i).path("score")).isEqualTo(expected.get(i).path("score"));
    }
  }

  private static Answer sameProblem(Function<Client, Answer> request) {
    Answer here = request.apply(all);
    Answer there = request.apply(api);
    assertThat(there.status()).isEqualTo(here.status());
    assertThat(there.bodyButId()).isEqualTo(here.bodyButId());
    return there;
  }

  private static List<Path> samples() {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().limit(8).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
