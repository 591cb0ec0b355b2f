package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.cli.CommandLineRun;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.store.ImageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The collection moves to another model while it is searched and added to, and back. */
class ReindexIT {
  private static final int PICTURES = Integer.getInteger("reindex.pictures", 150);
  private static final double SEARCHES =
      Double.parseDouble(System.getProperty("reindex.searches", "5"));
  private static final double UPLOADS =
      Double.parseDouble(System.getProperty("reindex.uploads", "2"));

  @TempDir Path folder;
  private Path data;
  private Path model;

  @BeforeEach
  void makeModel() throws IOException {
    data = folder.resolve("data");
    String named = System.getProperty("reindex.model", "");
    model = named.isEmpty() ? OtherModel.in(folder.resolve("model")) : Path.of(named);
  }

  @Test
  void movesAndReturnsWithoutAFailedRequest() throws IOException {
    try (RunningService service = RunningService.start(data, Moves.PATIENT)) {
      Client client = service.client();
      Moves moves = new Moves(client);
      String before = moves.fingerprint();
      Map<Integer, String> pictures = upload(client, PICTURES);
      String job;
      long began;
      try (SteadyLoad load = new SteadyLoad(List.of(client), 100_000, SEARCHES, UPLOADS)) {
        began = System.nanoTime();
        job = moves.start(model);
        JsonNode end = moves.awaitEnd(job);
        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("completed");
        System.out.printf(
            "moved %d pictures in %.1f s, job %s%n%s%n",
            end.path("total").asInt(), (System.nanoTime() - began) / 1e9, end, load.latencies());
        load.stop();
        assertThat(load.failures()).isEmpty();
        pictures.putAll(load.uploaded());
      }
      assertThat(moves.fingerprint()).isNotEqualTo(before);
      assertThat(indexFolders()).hasSize(2);
      assertAllThere(moves, pictures);

      // What is added, changed and removed now has to be right after the return.
      pictures.putAll(upload(client, 200_000, 5));
      String changed = Objects.requireNonNull(pictures.get(0));
      change(client, changed, "shoes");
      String removed = pictures.remove(1);
      assertThat(client.delete("/api/v1/images/" + removed).status()).isEqualTo(204);
      try (SteadyLoad load = new SteadyLoad(List.of(client), 300_000, SEARCHES, UPLOADS)) {
        assertThat(moves.post(job, "rollback").status()).isEqualTo(202);
        JsonNode end = moves.awaitEnd(job);
        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("rolled-back");
        load.stop();
        System.out.println("rolled back: " + load.latencies());
        assertThat(load.failures()).isEmpty();
        pictures.putAll(load.uploaded());
      }
      assertThat(moves.fingerprint()).isEqualTo(before);
      assertAllThere(moves, pictures);
      assertThat(client.get("/api/v1/images/" + removed).status()).isEqualTo(404);
      assertThat(client.get("/api/v1/images/" + changed).json().at("/attributes/kind").asString())
          .isEqualTo("shoes");

      assertThat(moves.post(job, "drop").status()).isEqualTo(202);
      assertThat(moves.awaitEnd(job).path("state").asString()).isEqualTo("dropped");
      assertThat(indexFolders()).containsExactly(before + "-1280");
      assertAllThere(moves, pictures);
    }
  }

  @Test
  void goesOnAfterAKillAndServesItsModelAfterARestart() throws Exception {
    Map<Integer, String> pictures;
    String job;
    String before;
    try (ServiceProcess service = process("killed")) {
      Client client = service.client();
      Moves moves = new Moves(client);
      before = moves.fingerprint();
      pictures = upload(client, PICTURES);
      job = moves.start(model);
      moves.awaitDone(job, PICTURES / 5);
      service.kill();
    }
    try (ServiceProcess service = process("resumed")) {
      Moves moves = new Moves(service.client());
      assertThat(moves.fingerprint()).isEqualTo(before);
      assertThat(moves.job(job).path("done").asInt()).isGreaterThanOrEqualTo(PICTURES / 5);
      JsonNode end = moves.awaitEnd(job);
      assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("completed");
      assertThat(moves.fingerprint()).isNotEqualTo(before);
    }
    try (ServiceProcess service = process("restarted")) {
      Client client = service.client();
      Moves moves = new Moves(client);
      JsonNode health = client.get("/api/v1/health").json();
      assertThat(moves.fingerprint()).isNotEqualTo(before);
      assertThat(health.path("modelNotice").asString()).contains("image-search.model.location");
      assertThat(health.at("/secondModel/phase").asString()).isEqualTo("kept");
      assertAllThere(moves, pictures);
    }
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    try (RunningService service = RunningService.start(data)) {
      Client client = service.client();
      Moves moves = new Moves(client);
      upload(client, 30);

      assertThat(moves.begin(folder.resolve("nowhere")).problem()).isEqualTo("model-unusable");
      assertThat(client.postJson("/api/v1/reindex-jobs", "{}").problem())
          .isEqualTo("invalid-parameter");
      assertThat(
              client
                  .postJson(
                      "/api/v1/reindex-jobs",
                      "{\"location\": \"classpath:models/efficientnet-lite0\"}")
                  .problem())
          .isEqualTo("model-serves-already");
      assertThat(moves.post("0".repeat(20), "rollback").problem()).isEqualTo("unknown-job");
      assertThat(moves.all().path("jobs")).isEmpty();
      assertThat(data.resolve("images/documents")).doesNotExist();

      String job = moves.start(model);
      assertThat(moves.begin(model).problem()).isEqualTo("reindex-running");
      assertThat(moves.post(job, "drop").problem()).isEqualTo("reindex-running");
      assertThat(moves.cancel(job).status()).isEqualTo(202);
      assertThat(moves.awaitEnd(job).path("state").asString()).isEqualTo("cancelled");
      assertThat(moves.post(job, "rollback").problem()).isEqualTo("nothing-kept");
      assertThat(moves.cancel(job).problem()).isEqualTo("job-finished");

      CommandLineRun again =
          CommandLineRun.of(service.uri(), "reindex", "start", model.toString(), "--wait");
      assertThat(again.code()).as(again.out() + again.err()).isZero();
      assertThat(again.out()).contains("completed  30 of 30 pictures");
      assertThat(CommandLineRun.of(service.uri(), "reindex", "status").out())
          .contains("serving   efficientnet-lite0 2", "kept      efficientnet-lite0 1");
      CommandLineRun dropped = CommandLineRun.of(service.uri(), "reindex", "drop", "--wait");
      assertThat(dropped.out()).contains("dropped");
      assertThat(indexFolders()).hasSize(1);
    }
  }

  @Test
  void namesWhatCannotBeEmbeddedAndAsks() throws IOException {
    try (RunningService service = RunningService.start(data)) {
      Client client = service.client();
      Moves moves = new Moves(client);
      Map<Integer, String> pictures = upload(client, 10);
      ImageId broken = ImageId.of(new byte[] {1, 2, 3});
      service.bean(ImageStore.class).put(details(broken), new byte[] {1, 2, 3}, new byte[] {1});

      JsonNode failed = moves.awaitEnd(moves.start(model));

      assertThat(failed.path("state").asString()).isEqualTo("failed");
      assertThat(failed.at("/failures/0/id").asString()).isEqualTo(broken.value());
      assertThat(failed.at("/failures/0/problem").asString()).isEqualTo("unsupported-picture");
      assertThat(moves.all().path("secondPhase").asString()).isEqualTo("paused");

      String tolerant =
          client
              .postJson(
                  "/api/v1/reindex-jobs", "{\"location\": \"" + model + "\", \"tolerate\": 1}")
              .json()
              .path("id")
              .asString();
      assertThat(moves.awaitEnd(tolerant).path("state").asString()).isEqualTo("completed");
      assertAllThere(moves, pictures);
    }
  }

  private void assertAllThere(Moves moves, Map<Integer, String> pictures) {
    assertThat(moves.client().get("/api/v1/images?limit=1").json().path("count").asInt())
        .isEqualTo(pictures.size());
    assertThat(moves.notFound(pictures)).isZero();
  }

  private ServiceProcess process(String name) {
    return ServiceProcess.start(data, folder.resolve(name + ".log"));
  }

  private static Map<Integer, String> upload(Client client, int count) {
    return upload(client, 0, count);
  }

  private static Map<Integer, String> upload(Client client, int from, int count) {
    Map<Integer, String> ids = new HashMap<>();
    for (int i = from; i < from + count; i++) {
      JsonNode answer = client.upload("p" + i + ".png", Patterns.png(i)).json();
      ids.put(i, answer.at("/items/0/image/id").asString());
    }
    return ids;
  }

  private static void change(Client client, String id, String kind) {
    byte[] body =
        ("{\"attributes\": {\"kind\": \"" + kind + "\"}}").getBytes(StandardCharsets.UTF_8);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            client.method("PATCH", "/api/v1/images/" + id, "application/json", body).status()
                == 200);
  }

  private static ImageDetails details(ImageId id) {
    return new ImageDetails(
        id,
        "broken.png",
        Uploader.DEFAULT,
        Attributes.NONE,
        "image/png",
        1,
        1,
        3,
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  private List<String> indexFolders() throws IOException {
    try (Stream<Path> folders = Files.list(data.resolve("index"))) {
      return folders.map(Path::getFileName).map(Path::toString).sorted().toList();
    }
  }
}
