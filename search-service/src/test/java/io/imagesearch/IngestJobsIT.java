package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Ingest jobs: archives, progress, cancelling, and going on after a restart. */
class IngestJobsIT {
  @TempDir Path data;
  @TempDir Path root;

  @Test
  void takesAnArchiveAndNamesWhatItCannotTake() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "hats/one.png", picture(1));
      put(zip, "hats/two.png", picture(2));
      put(zip, "../escape.png", picture(3));
      put(zip, "readme.txt", "no picture".getBytes(StandardCharsets.UTF_8));
      put(zip, "__MACOSX/._one.png", new byte[10]);
    }
    try (RunningService service = start()) {
      Client client = service.client();

      Answer accepted =
          client.post("/api/v1/ingest-jobs?uploader=ann", "application/zip", bytes.toByteArray());
      JsonNode job = awaitEnd(client, accepted.json().path("id").asString());

      assertThat(accepted.status()).isEqualTo(202);
      assertThat(accepted.header("Location")).endsWith(job.path("id").asString());
      assertThat(job.path("added").asInt()).isEqualTo(2);
      assertThat(job.path("errors").valueStream().map(error -> error.path("item").asString()))
          .containsExactlyInAnyOrder("../escape.png", "readme.txt");
      assertThat(client.get("/api/v1/images?uploader=ann").json().path("count").asInt())
          .isEqualTo(2);
    }
  }

  @Test
  void streamsProgressToTheEnd() throws IOException {
    fill(20);
    try (RunningService service = start()) {
      Client client = service.client();
      String id = submit(client);

      String events =
          new String(
              client.get("/api/v1/ingest-jobs/" + id + "/events").bytes(), StandardCharsets.UTF_8);

      assertThat(events)
          .contains("event:end")
          .contains("\"state\":\"completed\"")
          .contains("\"added\":20");
    }
  }

  @Test
  void cancelsAndKeepsWhatIsIn() throws IOException {
    fill(300);
    try (RunningService service = start()) {
      Client client = service.client();
      String id = submit(client);
      await().until(() -> job(client, id).path("added").asInt() > 0);

      Answer cancelled = client.delete("/api/v1/ingest-jobs/" + id);
      JsonNode job = awaitEnd(client, id);

      assertThat(cancelled.status()).isEqualTo(202);
      assertThat(job.path("state").asString()).isEqualTo("cancelled");
      assertThat(job.path("added").asInt()).isBetween(1, 299);
      assertThat(client.get("/health").json().at("/index/images").asInt())
          .isEqualTo(job.path("added").asInt());
      assertThat(client.delete("/api/v1/ingest-jobs/" + id).problem()).isEqualTo("job-finished");
    }
  }

  @Test
  void goesOnAfterARestartWithTheCountsItHad() throws IOException {
    fill(200);
    String id;
    try (RunningService service = start()) {
      Client client = service.client();
      id = submit(client);
      await().until(() -> job(client, id).path("added").asInt() > 20);
    }
    try (RunningService service = start()) {
      Client client = service.client();

      JsonNode job = awaitEnd(client, id);

      assertThat(job.path("state").asString()).isEqualTo("completed");
      assertThat(job.path("added").asInt() + job.path("existed").asInt()).isEqualTo(200);
      assertThat(client.get("/health").json().at("/index/images").asInt()).isEqualTo(200);
      assertThat(client.get("/api/v1/ingest-jobs").json().path("jobs")).hasSize(1);
    }
  }

  private RunningService start() {
    return RunningService.start(data, "--image-search.ingest.roots=" + root);
  }

  private void fill(int pictures) throws IOException {
    for (int i = 0; i < pictures; i++) {
      Files.write(root.resolve("%03d.png".formatted(i)), picture(i));
    }
  }

  /** A small picture that no other number has. */
  private static byte[] picture(int number) {
    return Photographs.encode(BrokenFiles.picture(60 + number % 20, 60 + number / 20), "png");
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
  }

  private static String submit(Client client) {
    return client
        .postJson("/api/v1/ingest-jobs", "{\"folder\": \".\"}")
        .json()
        .path("id")
        .asString();
  }

  private static JsonNode job(Client client, String id) {
    return client.get("/api/v1/ingest-jobs/" + id).json();
  }

  private static JsonNode awaitEnd(Client client, String id) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> job(client, id),
            job -> !List.of("waiting", "running").contains(job.path("state").asString()));
  }
}
