package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client.Answer;
import io.imagesearch.Client.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the service promises, in the order a user meets it, with the sample pictures. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SearchByPictureIT {
  private static final Path SAMPLES = Path.of("../examples/images");

  @TempDir static Path data;
  private static RunningService service;
  private static Client client;

  /** Ids by path below the samples. */
  private static final Map<String, String> ids = new TreeMap<>();

  @BeforeAll
  static void start() {
    service = RunningService.start(data);
    client = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  @Order(1)
  void isUpAndEmpty() {
    JsonNode health = client.get("/health").json();

    assertThat(health.path("status").asString()).isEqualTo("up");
    assertThat(health.at("/model/model").asString()).isEqualTo("efficientnet-lite0");
    assertThat(health.at("/model/dimension").asInt()).isEqualTo(1280);
    assertThat(health.at("/model/device").asString()).isEqualTo("cpu");
    assertThat(health.at("/model/precision").asString()).isIn("float32", "bfloat16");
    assertThat(health.at("/index/images").asInt(-1)).isZero();
  }

  @Test
  @Order(2)
  void takesEverySample() throws IOException {
    for (Path sample : samples()) {
      String name = SAMPLES.relativize(sample).toString();
      Form form =
          new Form()
              .file("file", name, Files.readAllBytes(sample))
              .field("uploader", name.startsWith("shoes") ? "ann" : "bob")
              .field("attributes", "{\"group\": \"" + group(name) + "\", \"price\": 12.5}");

      Answer answer = client.post("/api/v1/images", form);

      assertThat(answer.status()).as(name).isEqualTo(201);
      ids.put(name, answer.json().at("/items/0/image/id").asString());
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  @Order(3)
  void takesTheSameBytesForTheSamePicture() throws IOException {
    String name = ids.keySet().iterator().next();

    Answer again = client.upload("another-name.jpg", Files.readAllBytes(SAMPLES.resolve(name)));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/items/0/outcome").asString()).isEqualTo("existed");
    assertThat(again.json().at("/items/0/image/fileName").asString()).isEqualTo(name);
    assertThat(count()).isEqualTo(ids.size());
  }

  @Test
  @Order(4)
  void saysOfEachFileHowItEnded() {
    Form form =
        new Form()
            .file("file", "good.png", Photographs.encode(BrokenFiles.picture(90, 60), "png"))
            .file("file", "bad.txt", "no picture".getBytes(StandardCharsets.UTF_8));

    Answer answer = client.post("/api/v1/images", form);

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.json().at("/items/0/outcome").asString()).isEqualTo("added");
    assertThat(answer.json().at("/items/1/outcome").asString()).isEqualTo("failed");
    assertThat(answer.json().at("/items/1/problem/type").asString())
        .endsWith("/unsupported-picture");
    client.delete("/api/v1/images/" + answer.json().at("/items/0/image/id").asString());
  }

  @Test
  @Order(5)
  void findsEachSampleFirstByItself() throws IOException {
    for (Map.Entry<String, String> sample : ids.entrySet()) {
      JsonNode first =
          client
              .search(Files.readAllBytes(SAMPLES.resolve(sample.getKey())), 1)
              .json()
              .at("/results/0");

      assertThat(first.path("id").asString()).isEqualTo(sample.getValue());
      assertThat(first.path("score").asDouble()).isGreaterThanOrEqualTo(0.999);
    }
  }

  @Test
  @Order(6)
  void findsShoesByAShoe() {
    JsonNode results = searchById("{\"id\": \"%s\", \"k\": 3}".formatted(aShoe()));

    assertThat(results)
        .allSatisfy(
            result -> assertThat(result.at("/attributes/group").asString()).isEqualTo("shoes"));
    assertThat(results)
        .noneSatisfy(result -> assertThat(result.path("id").asString()).isEqualTo(aShoe()));
  }

  @Test
  @Order(7)
  void narrowsByUploaderAttributesAndScore() {
    JsonNode ofBob = searchById("{\"id\": \"%s\", \"uploader\": \"bob\"}".formatted(aShoe()));
    JsonNode hats =
        searchById(
            "{\"id\": \"%s\", \"attributes\": {\"group\": \"hats\", \"price\": 12.5}}"
                .formatted(aShoe()));
    JsonNode near = searchById("{\"id\": \"%s\", \"minScore\": 0.99}".formatted(aShoe()));

    assertThat(ofBob)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("uploader").asString()).isEqualTo("bob"));
    assertThat(hats)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("fileName").asString()).startsWith("hats/"));
    assertThat(near).isEmpty();
  }

  @Test
  @Order(8)
  void pagesThroughResultsWithoutGapOrRepetition() {
    List<String> whole = idsOf(searchById("{\"id\": \"%s\", \"k\": 20}".formatted(aShoe())));
    List<String> paged = new ArrayList<>();
    for (int offset = 0; offset < 20; offset += 5) {
      paged.addAll(
          idsOf(
              searchById("{\"id\": \"%s\", \"k\": 5, \"offset\": %d}".formatted(aShoe(), offset))));
    }

    assertThat(paged).isEqualTo(whole);
  }

  @Test
  @Order(9)
  void movesAwayFromNegativeExamples() {
    String shoe = aShoe();
    String hat =
        ids.get(
            ids.keySet().stream()
                .filter(name -> name.startsWith("hats/"))
                .findFirst()
                .orElseThrow());
    List<String> before =
        groupsOf(searchById("{\"positive\": [\"%s\", \"%s\"], \"k\": 10}".formatted(shoe, hat)));
    List<String> after =
        groupsOf(
            searchById(
                "{\"positive\": [\"%s\"], \"negative\": [\"%s\"], \"k\": 10}"
                    .formatted(shoe, hat)));

    assertThat(after.stream().filter("hats"::equals).count())
        .isLessThan(before.stream().filter("hats"::equals).count());
  }

  @Test
  @Order(10)
  void searchesByAPartOfThePicture() throws IOException {
    Path sample = SAMPLES.resolve(ids.keySet().iterator().next());
    Form form = new Form().file("file", "query", Files.readAllBytes(sample)).field("k", 1);
    double whole = client.post("/api/v1/search", form).json().at("/results/0/score").asDouble();
    Form cropped =
        new Form()
            .file("file", "query", Files.readAllBytes(sample))
            .field("k", 1)
            .field("crop", "0,0,0.4,0.4");

    double part = client.post("/api/v1/search", cropped).json().at("/results/0/score").asDouble();

    assertThat(part).isLessThan(whole - 0.01);
  }

  @Test
  @Order(10)
  void aCropIsOfTheFirstExampleAndOthersRefineIt() {
    List<String> examples = List.copyOf(ids.values());
    String body =
        """
        {"positive": ["%s", "%s"], "negative": ["%s"], "k": 20%s}\
        """;
    String crop = ", \"crop\": {\"x\": 0, \"y\": 0, \"width\": 0.4, \"height\": 0.4}";
    String whole = body.formatted(examples.get(0), examples.get(1), examples.get(2), "");
    String first = body.formatted(examples.get(0), examples.get(1), examples.get(2), crop);
    String second = body.formatted(examples.get(1), examples.get(0), examples.get(2), crop);

    assertThat(Stream.of(whole, first, second).map(SearchByPictureIT::scores).distinct())
        .hasSize(3);
  }

  private static List<Double> scores(String search) {
    return client
        .postJson("/api/v1/search", search)
        .json()
        .path("results")
        .valueStream()
        .map(result -> result.path("score").asDouble())
        .toList();
  }

  @Test
  @Order(11)
  void givesBackTheBytesAndAThumbnailThatCachesMayKeep() throws IOException {
    String name = ids.keySet().iterator().next();
    String path = "/api/v1/images/" + ids.get(name);

    Answer content = client.get(path + "/content");
    Answer thumbnail = client.get(path + "/thumbnail");
    Answer again = client.get(path + "/thumbnail", "If-None-Match", thumbnail.header("ETag"));

    assertThat(content.bytes()).isEqualTo(Files.readAllBytes(SAMPLES.resolve(name)));
    assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(thumbnail.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(thumbnail.header("Cache-Control")).contains("immutable");
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  @Order(12)
  void changesAttributesOneByOne() {
    String path = "/api/v1/images/" + aShoe();
    byte[] change =
        "{\"attributes\": {\"price\": null, \"sold\": true}}".getBytes(StandardCharsets.UTF_8);

    JsonNode changed = client.method("PATCH", path, "application/json", change).json();

    assertThat(changed.path("attributes").toString())
        .isEqualTo("{\"group\":\"shoes\",\"sold\":true}");
    assertThat(client.get(path).json()).isEqualTo(changed);
    assertThat(
            idsOf(
                client
                    .get("/api/v1/images?attributes=%7B%22sold%22:true%7D")
                    .json()
                    .path("images")))
        .containsExactly(aShoe());
  }

  @Test
  @Order(13)
  void forgetsADeletedPicture() {
    String shoe = aShoe();

    assertThat(client.delete("/api/v1/images/" + shoe).status()).isEqualTo(204);

    assertThat(client.get("/api/v1/images/" + shoe).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/images/" + shoe + "/content").status()).isEqualTo(404);
    assertThat(count()).isEqualTo(ids.size() - 1);
  }

  @Test
  @Order(14)
  void logsWhatHappened() {
    JsonNode activities = client.get("/log").json().path("activities");

    assertThat(activities.get(0).path("action").asString()).isEqualTo("delete");
    assertThat(activities.get(0).path("subject").asString()).isEqualTo(aShoe());
  }

  @Test
  @Order(15)
  void findsEverythingAgainAfterARestart() {
    long before = count();
    service.close();
    start();

    assertThat(count()).isEqualTo(before);
  }

  @Test
  @Order(16)
  void offersProbesAndMetrics() {
    assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(new String(client.get("/actuator/prometheus").bytes(), StandardCharsets.UTF_8))
        .contains("jvm_memory_used_bytes");
  }

  private static String aShoe() {
    return Objects.requireNonNull(ids.get("shoes/running-shoe.jpg"));
  }

  private static long count() {
    return client.get("/health").json().at("/index/images").asLong();
  }

  private static JsonNode searchById(String json) {
    return client.postJson("/api/v1/search", json).json().path("results");
  }

  private static List<String> idsOf(JsonNode images) {
    return images.valueStream().map(image -> image.path("id").asString()).toList();
  }

  private static List<String> groupsOf(JsonNode images) {
    return images.valueStream().map(image -> image.at("/attributes/group").asString()).toList();
  }

  private static String group(String name) {
    return name.substring(0, name.indexOf('/'));
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files.filter(file -> file.toString().matches(".*\\.(jpg|png|webp)")).sorted().toList();
    }
  }
}
