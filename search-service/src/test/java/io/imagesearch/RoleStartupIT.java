package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A role that can't work is refused in one line, and keys are asked for between processes, too. */
class RoleStartupIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --image-search.role=indexer                                           | one of all, api, embedder, not 'indexer'
          --image-search.role=api                                               | set image-search.embedders.urls
          --image-search.role=api --image-search.embedders.urls=embedder:8080   | which is not like http://embedder:8080
          --image-search.role=api --image-search.embedders.urls=http://e/path   | which is not like http://embedder:8080
          --image-search.role=api --image-search.embedders.urls=http://e:1 --image-search.embedders.key=/no/key | image-search.embedders.key names a file that can't be read
          --image-search.role=embedder --server.address=0.0.0.0                 | image-search.access.open=true
          """)
  void refusesWhatCantWork(String properties, String reason) throws Exception {
    try (ServiceProcess service =
        ServiceProcess.start(
            folder.resolve("data"), folder.resolve("log"), properties.split(" +"))) {
      ServiceProcess.Ended ended = service.waitForEnd();

      assertThat(ended.status()).isEqualTo(1);
      List<String> lines =
          ended.lines().stream()
              .filter(line -> line.startsWith("image-search can't start: "))
              .toList();
      assertThat(lines).singleElement().asString().contains(reason);
      assertThat(ended.lines())
          .noneMatch(line -> line.startsWith("\tat ") || line.contains(" ERROR "));
    }
  }

  @Test
  void embedderAsksForTheKeyThatAnApiSends() throws Exception {
    Path keys = Files.createDirectory(folder.resolve("keys"));
    String key = new TestKeys(keys).read();
    Path file = Files.writeString(folder.resolve("key"), TestKeys.WRONG);
    try (RunningService embedder =
            RunningService.start(
                folder.resolve("embedder"),
                "--image-search.role=embedder",
                "--image-search.access.keys=" + keys.resolve("keys.json"));
        RunningService api =
            RunningService.start(
                folder.resolve("api"),
                "--image-search.role=api",
                "--image-search.embedders.urls=" + embedder.uri(),
                "--image-search.embedders.key=" + file)) {
      assertThat(embedder.client().get("/embed/status").status()).isEqualTo(401);
      Client client = api.client();
      await().atMost(Duration.ofMinutes(1)).until(() -> stateIn(client).equals("refused"));
      assertThat(embedderIn(client).path("reason").asString())
          .contains("image-search.embedders.key");

      Files.writeString(file, key + "\n");

      await().atMost(Duration.ofMinutes(1)).until(() -> stateIn(client).equals("ready"));
      assertThat(client.upload("a.png", Drawings.png(1)).status()).isEqualTo(201);
    }
  }

  private static String stateIn(Client api) {
    return embedderIn(api).path("state").asString("");
  }

  private static JsonNode embedderIn(Client api) {
    return api.get("/health").json().at("/embedders/0");
  }
}
