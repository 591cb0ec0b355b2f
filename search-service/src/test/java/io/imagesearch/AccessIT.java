package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import io.imagesearch.Client.Form;
import io.imagesearch.access.Quotas;
import io.imagesearch.access.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a limited key sees of a collection that has others' pictures too, and how much it may. */
class AccessIT {
  private static final byte[] CHANGE =
      "{\"attributes\": {\"a\": 1}}".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path data;
  private static TestKeys keys;
  private static RunningService service;
  private static Client admin;
  private static Client ann;
  private static Client bob;
  private static Client bobWhoReadsAll;
  private static Client threeRequests;
  private static Client threePictures;
  private static String reader;
  private static String annsPicture;
  private static String bobsPicture;

  @BeforeAll
  static void start() {
    keys = new TestKeys(data);
    String[] texts = {
      keys.admin(),
      keys.write("ann"),
      keys.write("bob", "bobs-shop"),
      keys.writeAndReadAll("bob"),
      keys.make("slow", Role.WRITE, List.of("slow"), false, new Quotas(3, null)),
      keys.make("slow", Role.WRITE, List.of("slow"), false, new Quotas(null, 3))
    };
    reader = keys.read();
    service = RunningService.start(data);
    admin = service.client().with(texts[0]);
    ann = service.client().with(texts[1]);
    bob = service.client().with(texts[2]);
    bobWhoReadsAll = service.client().with(texts[3]);
    threeRequests = service.client().with(texts[4]);
    threePictures = service.client().with(texts[5]);
    annsPicture = idOf(ann.upload("anns.png", Drawings.png(1)));
    bobsPicture = idOf(bob.upload("bobs.png", Drawings.png(2)));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void ownsWhatItUploadsWithoutSayingWhose() {
    assertThat(uploaderOf(annsPicture)).isEqualTo("ann");
    assertThat(uploaderOf(bobsPicture)).isEqualTo("bob");
    assertThat(uploaderOf(idOf(admin.upload("x.png", Drawings.png(3))))).isEqualTo("default");
    Form named = new Form().file("file", "x.png", Drawings.png(4)).field("uploader", "bobs-shop");
    assertThat(uploaderOf(idOf(bob.post("/api/v1/images", named)))).isEqualTo("bobs-shop");
  }

  @Test
  void listsAndFindsItsOwnAlone() {
    assertThat(uploaders(bob.get("/api/v1/images").json().path("images")))
        .isNotEmpty()
        .isSubsetOf("bob", "bobs-shop");
    assertThat(uploaders(bob.search(Drawings.png(1), 50).json().path("results")))
        .isNotEmpty()
        .isSubsetOf("bob", "bobs-shop");
    assertThat(uploaders(bobWhoReadsAll.search(Drawings.png(1), 50).json().path("results")))
        .contains("ann", "bob");
    assertThat(bob.get("/health").json().at("/index/images").asInt())
        .isLessThan(admin.get("/health").json().at("/index/images").asInt());
  }

  @Test
  void answersForAForeignPictureAsForOneThatIsNotThere() {
    String nobodys = "0".repeat(64);
    for (String path : List.of("", "/content", "/thumbnail")) {
      assertSame(nobodys, id -> bob.get("/api/v1/images/" + id + path));
    }
    assertSame(nobodys, id -> bob.delete("/api/v1/images/" + id));
    assertSame(
        nobodys, id -> bob.method("PATCH", "/api/v1/images/" + id, "application/json", CHANGE));
    assertSame(nobodys, id -> bob.postJson("/api/v1/search", "{\"id\": \"" + id + "\"}"));
    assertSame(
        nobodys,
        id ->
            bob.postJson(
                "/api/v1/search",
                "{\"id\": \"" + bobsPicture + "\", \"negative\": [\"" + id + "\"]}"));
    assertThat(uploaderOf(annsPicture)).isEqualTo("ann");
  }

  @Test
  void saysOfAForeignUploaderTheSameWhetherItHasPictures() {
    for (String uploader : List.of("ann", "nobody")) {
      assertThat(bob.get("/api/v1/images?uploader=" + uploader).problem())
          .isEqualTo("foreign-uploader");
    }
    assertThat(bob.get("/api/v1/images?uploader=bob").status()).isEqualTo(200);
    assertThat(admin.get("/api/v1/images?uploader=nobody").problem()).isEqualTo("unknown-uploader");
  }

  @Test
  void seesButDoesNotChangeWithReadsAll() {
    String path = "/api/v1/images/" + annsPicture;

    assertThat(bobWhoReadsAll.get(path + "/content").status()).isEqualTo(200);
    assertThat(bobWhoReadsAll.delete(path).problem()).isEqualTo("foreign-uploader");
    assertThat(bobWhoReadsAll.method("PATCH", path, "application/json", CHANGE).problem())
        .isEqualTo("foreign-uploader");
    assertThat(idOf(bobWhoReadsAll.upload("again.png", Drawings.png(1)))).isEqualTo(annsPicture);
  }

  @Test
  void doesNotTellWhoseTheSameBytesAre() {
    Answer alone = bob.upload("mine.png", Drawings.png(1));
    Answer several =
        bob.post(
            "/api/v1/images",
            new Form()
                .file("file", "mine.png", Drawings.png(1))
                .file("file", "new.png", Drawings.png(5)));

    assertThat(alone.status()).isEqualTo(409);
    assertThat(alone.problem()).isEqualTo("picture-of-another-uploader");
    assertThat(several.status()).isEqualTo(207);
    for (Answer answer : List.of(alone, several)) {
      assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
          .doesNotContain("\"ann\"", annsPicture, "anns.png");
    }
    JsonNode job = bob.post("/api/v1/ingest-jobs", "application/zip", Drawings.zip(1)).json();
    JsonNode ended = awaitEnd(bob, job.path("id").asString());
    assertThat(ended.at("/errors/0/type").asString()).isEqualTo("picture-of-another-uploader");
    assertThat(ended.path("existed").asInt()).isZero();
  }

  @Test
  void showsJobsAndLogLinesOfItsOwnUploadersAlone() {
    String annsJob =
        ann.post("/api/v1/ingest-jobs", "application/zip", Drawings.zip(6))
            .json()
            .path("id")
            .asString();
    awaitEnd(ann, annsJob);
    ann.postJson("/api/v1/search", "{\"id\": \"" + annsPicture + "\"}");

    assertThat(text(ann.get("/api/v1/ingest-jobs"))).contains(annsJob);
    assertThat(text(bob.get("/api/v1/ingest-jobs"))).doesNotContain(annsJob);
    assertThat(text(bobWhoReadsAll.get("/api/v1/ingest-jobs"))).contains(annsJob);
    assertThat(bobWhoReadsAll.delete("/api/v1/ingest-jobs/" + annsJob).problem())
        .isEqualTo("foreign-uploader");
    assertThat(text(ann.get("/log"))).contains(annsPicture, annsJob).doesNotContain(bobsPicture);
    assertThat(text(bob.get("/log"))).contains(bobsPicture).doesNotContain(annsPicture, annsJob);
    assertThat(text(admin.get("/log"))).contains(annsPicture, bobsPicture, annsJob);
  }

  @Test
  void tellsANamelessCallerStatusAndVersionAlone() {
    assertThat(service.client().get("/health").json().propertyNames())
        .containsExactlyInAnyOrder("status", "version");
    assertThat(ann.get("/health").json().propertyNames())
        .contains("status", "version", "model", "index", "store");
  }

  /** What would be refused as malformed, had anybody looked into it. */
  @Test
  void readsNoFormOfACallerWhomItRefuses() {
    byte[] torn = "--b\r\nContent-Disposition: form-data; na".getBytes(StandardCharsets.UTF_8);
    String type = "multipart/form-data; boundary=b";

    assertThat(service.client().post("/api/v1/images", type, torn).status()).isEqualTo(401);
    assertThat(service.client().with(reader).post("/api/v1/images", type, torn).status())
        .isEqualTo(403);
    assertThat(ann.post("/api/v1/images", type, torn).status()).isEqualTo(400);
  }

  @Test
  void takesKeysByTheHeaderAlone() {
    String text = reader;
    Client client = service.client();

    assertThat(client.get("/log", "Authorization", "bearer " + text).status()).isEqualTo(200);
    assertThat(client.get("/log?key=" + text + "&access_token=" + text).status()).isEqualTo(401);
    assertThat(client.get("/log", "Cookie", "key=" + text).status()).isEqualTo(401);
    assertThat(client.get("/log", "X-Api-Key", text).status()).isEqualTo(401);
    assertThat(client.get("/log", "Authorization", text).status()).isEqualTo(401);
    assertThat(client.get("/log", "Authorization", "Basic " + text).status()).isEqualTo(401);
  }

  @Test
  void takesUpAndRevokesKeysWhileItRuns() {
    String text = keys.read();
    Client client = service.client().with(text);

    await().atMost(Duration.ofSeconds(30)).until(() -> client.get("/log").status() == 200);
    keys.file.revoke(TestKeys.id(text), Instant.EPOCH);
    await().atMost(Duration.ofSeconds(30)).until(() -> client.get("/log").status() == 401);
    assertThat(ann.get("/log").status()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsOverTheQuotaAndSaysWhenToComeBack() {
    assertThat(threeRequests.get("/api/v1/access").status()).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      assertThat(threeRequests.get("/log").status()).isEqualTo(200);
    }

    Answer over = threeRequests.get("/log");

    assertThat(over.status()).isEqualTo(429);
    assertThat(over.problem()).isEqualTo("quota-exceeded");
    assertThat(Integer.parseInt(over.header("Retry-After"))).isBetween(1, 20);
    assertThat(ann.get("/log").status()).isEqualTo(200);
  }

  @Test
  void countsPicturesOfFormsAndArchives() {
    Form three =
        new Form()
            .file("file", "a.png", Drawings.png(7))
            .file("file", "b.png", Drawings.png(8))
            .file("file", "c.png", Drawings.png(9));
    assertThat(threePictures.post("/api/v1/images", three).status()).isEqualTo(201);

    Answer upload = threePictures.upload("d.png", Drawings.png(10));
    Answer archive = threePictures.post("/api/v1/ingest-jobs", "application/zip", Drawings.zip(10));

    for (Answer over : List.of(upload, archive)) {
      assertThat(over.problem()).isEqualTo("quota-exceeded");
      assertThat(Integer.parseInt(over.header("Retry-After"))).isBetween(1000, 1200);
    }
    assertThat(threePictures.search(Drawings.png(10), 1).status()).isEqualTo(200);
    assertThat(threePictures.get("/api/v1/ingest-jobs").json().path("jobs")).isEmpty();
  }

  /** The two answers differ in the id alone. */
  private static void assertSame(String nobodys, Function<String, Answer> request) {
    Answer foreign = request.apply(annsPicture);
    Answer missing = request.apply(nobodys);
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.bodyButId()).isEqualTo(missing.bodyButId().replace(nobodys, annsPicture));
  }

  private static JsonNode awaitEnd(Client client, String job) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> client.get("/api/v1/ingest-jobs/" + job).json(), view -> view.has("endedAt"));
  }

  private static String uploaderOf(String id) {
    return admin.get("/api/v1/images/" + id).json().path("uploader").asString();
  }

  private static List<String> uploaders(JsonNode images) {
    return images.valueStream().map(each -> each.path("uploader").asString()).distinct().toList();
  }

  private static String idOf(Answer upload) {
    return upload.json().at("/items/0/image/id").asString();
  }

  private static String text(Answer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }
}
