package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An API moves from the embedders of one model to those of another. */
class ApiReindexIT {
  @TempDir Path folder;

  @Test
  void movesToOtherEmbedders() throws Exception {
    Path model = OtherModel.in(folder.resolve("model"));
    Map<Integer, String> pictures = new HashMap<>();
    try (RunningService old = embedder("old", "classpath:models/efficientnet-lite0");
        RunningService other = embedder("other", model.toString())) {
      String before;
      try (RunningService api = api(old.uri())) {
        Client client = api.client();
        Moves moves = new Moves(client);
        awaitReady(client);
        before = moves.fingerprint();
        for (int i = 0; i < 30; i++) {
          JsonNode answer = client.upload(i + ".png", Patterns.png(i)).json();
          pictures.put(i, answer.at("/items/0/image/id").asString());
        }
        assertThat(moves.begin(model).problem()).isEqualTo("invalid-parameter");
        assertThat(begin(client, model, old.uri()).problem()).isEqualTo("model-unusable");

        Answer begun = begin(client, model, other.uri());

        assertThat(begun.status()).as(begun.json().toString()).isEqualTo(202);
        JsonNode end = moves.awaitEnd(begun.json().path("id").asString());
        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("completed");
        assertThat(moves.fingerprint()).isNotEqualTo(before);
        assertThat(client.get("/health").json().at("/embedders/0/address").asString())
            .contains(":" + other.uri().getPort());
        assertThat(moves.notFound(pictures)).isZero();
      }
      // Its settings still name the embedders of the model before.
      try (RunningService api = api(old.uri())) {
        awaitReady(api.client());
        Moves moves = new Moves(api.client());
        assertThat(moves.fingerprint()).isNotEqualTo(before);
        assertThat(moves.notFound(pictures)).isZero();
      }
    }
  }

  private static Answer begin(Client client, Path model, URI embedder) {
    return client.postJson(
        "/api/v1/reindex-jobs",
        "{\"location\": \"%s\", \"embedders\": [\"%s\"]}".formatted(model, embedder));
  }

  private static void awaitReady(Client client) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> client.get("/actuator/health/readiness").status() == 200);
  }

  private RunningService embedder(String name, String model) {
    return RunningService.start(
        folder.resolve(name),
        "--image-search.role=embedder",
        "--image-search.model.location=" + model);
  }

  private RunningService api(URI embedder) {
    return RunningService.start(
        folder.resolve("api"),
        "--image-search.role=api",
        "--image-search.embedders.urls=" + embedder);
  }
}
