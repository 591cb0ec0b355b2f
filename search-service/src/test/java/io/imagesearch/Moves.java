package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import tools.jackson.databind.JsonNode;

/** Moves to another model, as an administrator makes them. */
record Moves(Client client) {
  /**
   * Setting under which a busy machine makes requests slow instead of refusing them: what is shown
   * is that a move refuses none.
   */
  static final String PATIENT = "--image-search.embedding.max-wait=10s";

  private static final String PATH = "/api/v1/reindex-jobs";
  private static final Set<String> ACTIVE = Set.of("running", "rolling-back", "dropping");

  Answer begin(Path model) {
    return client.postJson(PATH, "{\"location\": \"" + model + "\"}");
  }

  /** The new job's id. */
  String start(Path model) {
    Answer answer = begin(model);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
    return answer.json().path("id").asString();
  }

  Answer post(String job, String action) {
    return client.post(PATH + "/" + job + "/" + action, "text/plain", new byte[0]);
  }

  Answer cancel(String job) {
    return client.delete(PATH + "/" + job);
  }

  JsonNode job(String id) {
    return client.get(PATH + "/" + id).json();
  }

  JsonNode all() {
    return client.get(PATH).json();
  }

  /** How it ended. */
  JsonNode awaitEnd(String id) {
    return await()
        .atMost(Duration.ofMinutes(30))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () -> job(id),
            job -> job.has("state") && !ACTIVE.contains(job.path("state").asString()));
  }

  /** Waits until the new index has so many. */
  void awaitDone(String id, int pictures) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> job(id).path("done").asInt() >= pictures);
  }

  /** That the service searches with. */
  String fingerprint() {
    return client.get("/api/v1/health").json().at("/model/fingerprint").asString();
  }

  /** What is not found as the best, with a vector of the model that serves. */
  long notFound(Map<Integer, String> pictures) {
    return pictures.entrySet().stream()
        .gather(Gatherers.mapConcurrent(4, each -> finds(each.getKey(), each.getValue())))
        .filter(found -> !found)
        .count();
  }

  private boolean finds(int number, String id) {
    JsonNode best = client.search(Patterns.png(number), 1).json().at("/results/0");
    return best.path("id").asString().equals(id) && best.path("score").asDouble() >= 0.999;
  }
}
