package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Photographs.Photograph;
import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was acknowledged survives {@code kill -9}, and nothing is left half done. */
class CrashIT {
  private static final int IN_FOLDER = 240;
  private static final int UPLOADED = 120;
  private static final List<Integer> KILL_AFTER = List.of(3, 40, 85, 131, 200);

  @TempDir Path folder;
  @TempDir Path data;
  @TempDir Path logs;

  @Test
  void losesNothingInFiveKills() throws Exception {
    List<Photograph> photographs = Photographs.take(IN_FOLDER + UPLOADED);
    List<Photograph> uploads = photographs.subList(IN_FOLDER, photographs.size());
    for (Photograph photograph : photographs.subList(0, IN_FOLDER)) {
      Files.write(folder.resolve(photograph.fileName()), photograph.bytes());
    }
    Queue<Photograph> toUpload = new ConcurrentLinkedQueue<>(uploads);
    Set<String> acknowledged = new TreeSet<>();
    String job = "";

    for (int kill : KILL_AFTER) {
      try (ServiceProcess service = start(kill)) {
        Client client = service.client();
        assertThat(ids(client)).containsAll(acknowledged);
        job = job.isEmpty() ? submit(client) : job;
        List<String> uploaded = killAfter(service, client, job, kill, toUpload);
        acknowledged.addAll(uploaded);
        System.out.printf(
            "killed after %d of the job, %d uploads acknowledged in all%n",
            kill, acknowledged.size());
      }
    }

    try (ServiceProcess service = start(0)) {
      Client client = service.client();
      JsonNode end = awaitEnd(client, job);
      toUpload.forEach(left -> client.upload(left.fileName(), left.bytes()));

      assertThat(end.path("state").asString()).isEqualTo("completed");
      assertThat(end.path("failed").asInt()).isZero();
      assertThat(ids(client))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(ids(photographs));
      assertThat(ids(client)).containsAll(acknowledged);
      for (String id : ids(client)) {
        assertWhole(client, id);
      }
    }
    // The original, its thumbnail and its details.
    assertThat(storedFiles()).isEqualTo(3L * photographs.size());
    assertThat(data.resolve("images/pending")).isEmptyDirectory();
  }

  private ServiceProcess start(int run) {
    return ServiceProcess.start(
        data, logs.resolve("run-" + run + ".log"), "--image-search.ingest.roots=" + folder);
  }

  private String submit(Client client) {
    return client
        .postJson("/api/v1/ingest-jobs", "{\"folder\": \"" + folder + "\"}")
        .json()
        .path("id")
        .asString();
  }

  /** Uploads beside the running job, and kills the service once the job has come so far. */
  private static List<String> killAfter(
      ServiceProcess service, Client client, String job, int done, Queue<Photograph> toUpload)
      throws InterruptedException {
    List<String> acknowledged = new ArrayList<>();
    Thread uploader =
        Thread.ofVirtual().start(() -> uploadUntilKilled(client, toUpload, acknowledged));
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> doneIn(client.get("/api/v1/ingest-jobs/" + job).json()) >= done);
    service.kill();
    uploader.join();
    return acknowledged;
  }

  private static void uploadUntilKilled(
      Client client, Queue<Photograph> toUpload, List<String> acknowledged) {
    for (Photograph next = toUpload.poll(); next != null; next = toUpload.poll()) {
      try {
        JsonNode answer = client.upload(next.fileName(), next.bytes()).json();
        acknowledged.add(answer.at("/items/0/image/id").asString());
      } catch (UncheckedIOException e) {
        toUpload.add(next); // killed before the answer: nothing was promised
        return;
      }
    }
  }

  private static JsonNode awaitEnd(Client client, String job) {
    return await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () -> client.get("/api/v1/ingest-jobs/" + job).json(),
            view -> !Set.of("waiting", "running").contains(view.path("state").asString()));
  }

  private static int doneIn(JsonNode job) {
    return job.path("added").asInt() + job.path("existed").asInt();
  }

  private static void assertWhole(Client client, String id) {
    byte[] original = client.get("/api/v1/images/" + id + "/content").bytes();
    assertThat(ImageId.of(original).value()).isEqualTo(id);
    assertThat(client.get("/api/v1/images/" + id + "/thumbnail").status()).isEqualTo(200);
    assertThat(client.search(original, 1).json().at("/results/0/score").asDouble())
        .isGreaterThanOrEqualTo(0.999);
  }

  private static List<String> ids(Client client) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get("/api/v1/images?limit=100" + cursor).json();
      page.path("images").forEach(image -> ids.add(image.path("id").asString()));
      cursor = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    return ids;
  }

  private static Set<String> ids(List<Photograph> photographs) {
    return photographs.stream()
        .map(photograph -> ImageId.of(photograph.bytes()).value())
        .collect(Collectors.toSet());
  }

  private long storedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("images"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
