package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import io.imagesearch.Client.Form;
import io.imagesearch.PacedSearches.Figures;
import io.imagesearch.PacedSearches.Wanted;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.milvus.Indexes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The number of replicas changes on a Milvus of two query nodes while searches go on: as in a
 * rollout, a process with the new number comes and the old one goes. The server is older than
 * 2.4.13, so that searches are refused while the collection is loaded again, and a few that meet
 * its release are answered with what is left of it.
 */
@ExtendWith(DistributedMilvusOfClass.class)
class ReplicasIT {
  private static final int PICTURES = Integer.getInteger("pictures", 48);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private DistributedMilvus milvus;
  private RunningService service;
  private int started;

  @BeforeEach
  void start(DistributedMilvus milvus) {
    this.milvus = milvus;
    service = service(1);
    awaitReady(service.client());
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void searchesGoOnWhileTheNumberChanges() throws Exception {
    List<Wanted> pictures = upload();
    awaitReplicas(1);
    try (PacedSearches searches = new PacedSearches(service.client(), pictures)) {
      searches.awaitFound(20);
      System.out.println("before: " + searches.figures());
      change(2, searches, pictures);
      change(1, searches, pictures);
      assertThat(searches.faults()).isEmpty();
    }
  }

  private void change(int replicas, PacedSearches searches, List<Wanted> pictures)
      throws InterruptedException {
    long began = System.nanoTime();
    RunningService next = service(replicas);
    awaitReady(next.client());
    searches.moveTo(next.client());
    service.close();
    service = next;
    awaitReplicas(replicas);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    searches.awaitFound(20);
    System.out.printf(
        "to %d replicas: %.1f s; %s%n", replicas, took.toMillis() / 1e3, searches.figures());
    for (Wanted wanted : pictures) {
      Answer answer = service.client().search(wanted.picture(), 3);
      assertThat(answer.status()).as(() -> answer.json().toString()).isEqualTo(200);
      assertThat(wanted.isFirstOf(answer)).as(() -> answer.json().toString()).isTrue();
    }
    Figures afterwards = searches.figures();
    assertThat(afterwards.refused() + afterwards.missed()).as(afterwards.toString()).isZero();
  }

  /** Until both the service and Milvus say so. */
  private void awaitReplicas(int replicas) {
    Client client = service.client();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode facts = client.get("/health").json().at("/index/facts");
          assertThat(facts.path("replicas").asInt()).as(facts.toString()).isEqualTo(replicas);
          assertThat(facts.path("replicasWanted").asInt()).isEqualTo(replicas);
          assertThat(facts.path("queryNodes").asInt()).isEqualTo(2);
          List<List<Long>> nodes =
              Indexes.replicas(milvus.uri(), facts.path("collection").asString());
          assertThat(nodes).hasSize(replicas).doesNotContain(List.of());
          assertThat(nodes.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        });
    awaitReady(client);
  }

  private static void awaitReady(Client client) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> client.get("/actuator/health/readiness").status() == 200);
  }

  private List<Wanted> upload() {
    List<byte[]> pictures = IntStream.range(0, PICTURES).mapToObj(Patterns::png).toList();
    // The service takes no more writes at once than it is told.
    for (int from = 0; from < PICTURES; from += 8) {
      Form form = new Form();
      for (byte[] picture : pictures.subList(from, Math.min(PICTURES, from + 8))) {
        form.file("file", "pattern.png", picture);
      }
      Answer answer = service.client().post("/api/v1/images", form);
      assertThat(answer.status()).as(() -> answer.json().toString()).isEqualTo(201);
    }
    return pictures.stream()
        .map(picture -> new Wanted(picture, ImageId.of(picture).value()))
        .toList();
  }

  private RunningService service(int replicas) {
    return RunningService.start(
        folder.resolve("service-" + started++),
        SharedIndexIT.settings(
            milvus.uri(),
            milvus.objects(),
            "replicas",
            Moves.PATIENT,
            // A collection that is loaded beside searches takes the processors of a small machine.
            "--image-search.index.milvus.deadline=10s",
            "--image-search.index.milvus.replicas=" + replicas));
  }
}
