package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Photographs.Photograph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A folder as people have it: hundreds of photographs, and some files that are none. */
class IngestFolderIT {
  private static final int PHOTOGRAPHS = 520;

  @TempDir Path folder;
  @TempDir Path data;

  @Test
  void takesEveryPhotographAndNamesEveryBrokenFile() throws IOException {
    List<Photograph> photographs = Photographs.take(PHOTOGRAPHS);
    Map<String, BrokenFiles.Broken> broken = BrokenFiles.all();
    for (Photograph photograph : photographs) {
      Files.write(folder.resolve(photograph.fileName()), photograph.bytes());
    }
    for (Map.Entry<String, BrokenFiles.Broken> file : broken.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue().bytes());
    }
    try (RunningService service =
        RunningService.start(data, "--image-search.ingest.roots=" + folder)) {
      Client client = service.client();

      JsonNode job = ingest(client);

      assertThat(job.path("state").asString()).isEqualTo("completed");
      assertThat(job.path("total").asInt()).isEqualTo(PHOTOGRAPHS + broken.size());
      assertThat(job.path("added").asInt()).isEqualTo(PHOTOGRAPHS);
      assertThat(problemsOf(job)).isEqualTo(problemsOf(broken));
      assertThat(selfScores(client, photographs))
          .allSatisfy(score -> assertThat(score).isGreaterThanOrEqualTo(0.999));
    }
  }

  private JsonNode ingest(Client client) {
    String id =
        client
            .postJson("/api/v1/ingest-jobs", "{\"folder\": \"" + folder + "\"}")
            .json()
            .path("id")
            .asString();
    return await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> client.get("/api/v1/ingest-jobs/" + id).json(),
            job -> !List.of("waiting", "running").contains(job.path("state").asString()));
  }

  /** Each photograph's score in the search by itself, having checked that it comes first. */
  private static List<Double> selfScores(Client client, List<Photograph> photographs) {
    return photographs.stream()
        .map(photograph -> {
          JsonNode first = client.search(photograph.bytes(), 1).json().path("results").get(0);
          assertThat(first.path("fileName").asString()).isEqualTo(photograph.fileName());
          return first.path("score").asDouble();
        })
        .toList();
  }

  private static Map<String, String> problemsOf(JsonNode job) {
    Map<String, String> problems = new TreeMap<>();
    job.path("errors")
        .forEach(
            error -> problems.put(error.path("item").asString(), error.path("type").asString()));
    return problems;
  }

  private static Map<String, String> problemsOf(Map<String, BrokenFiles.Broken> broken) {
    Map<String, String> problems = new HashMap<>();
    broken.forEach((name, file) -> problems.put(name, file.problem()));
    return problems;
  }
}
