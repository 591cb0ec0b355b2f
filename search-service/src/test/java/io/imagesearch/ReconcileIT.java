package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client.Answer;
import io.imagesearch.cli.CommandLineRun;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.store.ImageStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What store or index lost is found, and repaired from the other. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class ReconcileIT {
  @TempDir static Path data;
  private static RunningService service;
  private static Client client;
  private static ImageStore store;
  private static VectorIndex index;

  @BeforeAll
  static void start() {
    service = RunningService.start(data);
    client = service.client();
    store = service.bean(ImageStore.class);
    index = service.bean(VectorIndex.class);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void indexesAgainWhatLostItsVector() {
    List<ImageId> ids = upload(0, 12);
    client.method(
        "PATCH",
        "/api/v1/images/" + ids.get(3),
        "application/json",
        "{\"attributes\": {\"category\": \"shoes\"}}".getBytes(StandardCharsets.UTF_8));
    Map<ImageId, ImageDetails> before = new HashMap<>();
    ids.subList(0, 5).forEach(id -> before.put(id, details(id)));
    ids.subList(0, 5).forEach(index::delete);

    JsonNode found = reconcile(false);
    JsonNode repaired = reconcile(true);

    assertThat(counts(found)).containsEntry("withoutVector", 5).containsEntry("repaired", 0);
    assertThat(counts(repaired)).containsEntry("withoutVector", 5).containsEntry("repaired", 5);
    assertThat(counts(reconcile(false))).containsEntry("withoutVector", 0);
    ids.subList(0, 5).forEach(id -> assertThat(details(id)).isEqualTo(before.get(id)));
    assertThat(details(ids.get(3)).attributes())
        .isEqualTo(new Attributes(Map.of("category", "shoes")));
    JsonNode first = client.search(Drawings.png(0), 1).json().at("/results/0");
    assertThat(first.path("score").asDouble()).isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void removesVectorsWhosePictureIsLost() {
    List<ImageId> ids = upload(100, 6);
    ids.subList(0, 2).forEach(store::delete);

    JsonNode repaired = reconcile(true);

    assertThat(counts(repaired)).containsEntry("withoutPicture", 2).containsEntry("repaired", 2);
    assertThat(client.get("/api/v1/images/" + ids.get(0)).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/images/" + ids.get(2)).status()).isEqualTo(200);
  }

  @Test
  void keepsAndNamesWhatCannotBeEmbedded() {
    ImageId id = ImageId.of(new byte[] {1, 2, 3});
    ImageDetails details = details(upload(200, 1).getFirst());
    store.put(
        new ImageDetails(
            id,
            "broken.png",
            details.uploader(),
            Attributes.NONE,
            "image/png",
            1,
            1,
            3,
            details.addedAt()),
        new byte[] {1, 2, 3},
        new byte[] {1});

    JsonNode report = reconcile(true);

    assertThat(counts(report)).containsEntry("failed", 1).containsEntry("repaired", 0);
    assertThat(report.at("/differences/0/problem").asString()).isEqualTo("unsupported-picture");
    assertThat(store.contains(id)).isTrue();
    store.delete(id);
  }

  @Test
  void walksOverManyPages() {
    ImageDetails model = details(upload(300, 1).getFirst());
    IndexedImage row = index.get(model.id()).orElseThrow();
    List<IndexedImage> rows = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      ImageId id = ImageId.of(("row " + i).getBytes(StandardCharsets.UTF_8));
      rows.add(
          new IndexedImage(
              new ImageDetails(
                  id,
                  "a",
                  model.uploader(),
                  Attributes.NONE,
                  "image/png",
                  1,
                  1,
                  1,
                  model.addedAt()),
              row.embedding()));
    }
    index.upsert(rows);

    assertThat(counts(reconcile(true)))
        .containsEntry("withoutPicture", 2500)
        .containsEntry("repaired", 2500);
    assertThat(counts(reconcile(true))).containsEntry("withoutPicture", 0);
  }

  @Test
  void commandLineSaysWhatItFound() {
    List<ImageId> ids = upload(400, 3);
    index.delete(ids.getFirst());

    CommandLineRun looked = CommandLineRun.of(service.uri(), "reconcile");
    CommandLineRun repaired = CommandLineRun.of(service.uri(), "reconcile", "--repair");
    CommandLineRun json = CommandLineRun.of(service.uri(), "reconcile", "--json");

    assertThat(looked.code()).isEqualTo(1);
    assertThat(looked.out())
        .contains("Not indexed      1\n", ids.getFirst() + "  not indexed  found");
    assertThat(repaired.code()).isZero();
    assertThat(repaired.out()).contains("Repaired         1\n");
    assertThat(json.code()).isZero();
    assertThat(JsonMapper.shared().readTree(json.out().strip()).path("state").asString())
        .isEqualTo("completed");
  }

  private static List<ImageId> upload(int from, int count) {
    List<ImageId> ids = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      Answer answer = client.upload("d" + i + ".png", Drawings.png(i));
      ids.add(new ImageId(answer.json().at("/items/0/image/id").asString()));
    }
    return ids;
  }

  private static ImageDetails details(ImageId id) {
    return Optional.of(id).flatMap(index::get).orElseThrow().details();
  }

  private static JsonNode reconcile(boolean repair) {
    Answer answer = client.post("/api/v1/reconcile?repair=" + repair, "text/plain", new byte[0]);
    assertThat(answer.status()).isEqualTo(200);
    List<String> lines = new String(answer.bytes(), StandardCharsets.UTF_8).lines().toList();
    JsonNode last = JsonMapper.shared().readTree(lines.getLast());
    assertThat(last.path("state").asString()).isEqualTo("completed");
    return last;
  }

  private static Map<String, Integer> counts(JsonNode report) {
    Map<String, Integer> counts = new HashMap<>();
    report
        .properties()
        .forEach(field -> {
          if (field.getValue().isNumber()) {
            counts.put(field.getKey(), field.getValue().asInt());
          }
        });
    return counts;
  }
}
