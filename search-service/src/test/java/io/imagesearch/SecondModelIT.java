package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.cli.CommandLineRun;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.generation.Current;
import io.imagesearch.generation.Generations;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.library.Recovery;
import io.imagesearch.store.ImageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the indexes of both models have, after the collection was moved from one to the other. */
class SecondModelIT {
  private static final int DIMENSION = 1280;

  @TempDir static Path folder;
  private static RunningService service;
  private static Client client;
  private static Moves moves;
  private static ImageStore store;
  private static VectorIndex serving;
  private static VectorIndex kept;
  private static String before;
  private static String job;

  @BeforeAll
  static void move() throws IOException {
    service = RunningService.start(folder.resolve("data"));
    client = service.client();
    moves = new Moves(client);
    store = service.bean(ImageStore.class);
    before = moves.fingerprint();
    for (int i = 0; i < 12; i++) {
      ImageId _ = upload(i);
    }
    job = moves.start(OtherModel.in(folder.resolve("model")));
    assertThat(moves.awaitEnd(job).path("state").asString()).isEqualTo("completed");
    Current now = service.bean(Generations.class).current();
    serving = now.serving().index();
    kept = now.standby().orElseThrow().index();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void eachWriteGoesToBoth() {
    ImageId changed = upload(100);
    ImageId removed = upload(101);
    byte[] shoes = "{\"attributes\": {\"kind\": \"shoes\"}}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            client.method("PATCH", "/api/v1/images/" + changed, "application/json", shoes).status())
        .isEqualTo(200);
    assertThat(client.delete("/api/v1/images/" + removed).status()).isEqualTo(204);

    ImageDetails details = details(serving, changed).orElseThrow();
    assertThat(details.attributes().values()).containsEntry("kind", "shoes");
    assertThat(details(kept, changed)).hasValue(details);
    assertThat(vector(kept, changed)).isNotEqualTo(vector(serving, changed));
    assertThat(details(serving, removed)).isEmpty();
    assertThat(details(kept, removed)).isEmpty();
  }

  @Test
  void anImportedEmbeddingGoesToTheIndexOfItsModel() {
    Embedding unit = Embedding.of(unit());

    ImageId old = take(200, before);
    assertThat(vector(kept, old)).isEqualTo(unit);
    assertThat(vector(serving, old).cosine(unit)).isLessThan(0.9f);

    ImageId fresh = take(201, moves.fingerprint());
    assertThat(vector(serving, fresh)).isEqualTo(unit);
    assertThat(vector(kept, fresh).cosine(unit)).isLessThan(0.9f);
  }

  @Test
  void anExportIsOfTheModelThatServes() {
    String text = new String(client.get("/api/v1/export").bytes(), StandardCharsets.UTF_8);
    List<JsonNode> lines = text.lines().map(JsonMapper.shared()::readTree).toList();

    assertThat(lines.getFirst().path("fingerprint").asString()).isEqualTo(moves.fingerprint());
    JsonNode first = lines.get(1);
    ImageId id = new ImageId(first.at("/image/id").asString());
    assertThat(first.path("embedding").asString())
        .isEqualTo(Transfers.base64(vector(serving, id).toArray()));
  }

  @Test
  void aRemovalThatWasCutShortEndsInBoth() throws Exception {
    ImageId id = upload(300);

    store.announce(id);
    store.deleteDetails(id);
    serving.delete(id);
    service.bean(Recovery.class).run();

    assertThat(kept.get(id)).isEmpty();
    assertThat(store.contains(id)).isFalse();
    assertThat(store.unsettled()).isEmpty();
  }

  @Test
  void aChangeThatWasCutShortEndsInBoth() throws Exception {
    ImageId id = upload(301);
    ImageDetails changed =
        details(serving, id).orElseThrow().withAttributes(new Attributes(Map.of("kind", "hats")));

    store.announce(id);
    store.putDetails(changed);
    serving.upsert(List.of(new IndexedImage(changed, vector(serving, id))));
    service.bean(Recovery.class).run();

    assertThat(details(kept, id)).hasValue(changed);
    assertThat(store.unsettled()).isEmpty();
  }

  /** One of those that the move tolerated: acknowledged once, and it comes back with a rollback. */
  @Test
  void whatOnlyTheOtherModelCouldEmbedIsNotForgotten() throws Exception {
    byte[] broken = {1, 2, 3};
    ImageId id = ImageId.of(broken);
    ImageDetails details =
        new ImageDetails(
            id,
            "broken.png",
            Uploader.DEFAULT,
            Attributes.NONE,
            "image/png",
            1,
            1,
            3,
            Instant.parse("2026-01-01T00:00:00Z"));
    store.put(details, broken, broken);
    kept.upsert(List.of(new IndexedImage(details, Embedding.of(unit()))));

    store.announce(id);
    service.bean(Recovery.class).run();

    assertThat(store.contains(id)).isTrue();
    assertThat(kept.get(id)).isPresent();
    assertThat(store.unsettled()).isEmpty();
    kept.delete(id);
    store.delete(id);
  }

  @Test
  void nothingServesWhoseSampleIsWrong() {
    for (ImageDetails each : kept.list(ImageFilter.ALL, Optional.empty(), 1000)) {
      kept.upsert(List.of(new IndexedImage(each, Embedding.of(unit()))));
    }
    String now = moves.fingerprint();

    CommandLineRun end = CommandLineRun.of(service.uri(), "reindex", "rollback", "--wait");

    assertThat(end.code()).as(end.out() + end.err()).isEqualTo(1);
    assertThat(end.out()).contains("completed", "the index has another vector");
    assertThat(moves.job(job).path("state").asString()).isEqualTo("completed");
    assertThat(moves.fingerprint()).isEqualTo(now);
  }

  private static ImageId upload(int number) {
    byte[] picture = Patterns.png(number);
    assertThat(client.upload(number + ".png", picture).status()).isEqualTo(201);
    return ImageId.of(picture);
  }

  /** An import that brings a vector along, of the model with this fingerprint. */
  private static ImageId take(int number, String fingerprint) {
    byte[] picture = Patterns.png(number);
    Client.Form form =
        Transfers.form(picture)
            .field("fingerprint", fingerprint)
            .field("embedding", Transfers.base64(unit()));
    assertThat(client.post("/api/v1/import", form).status()).isEqualTo(201);
    return ImageId.of(picture);
  }

  private static float[] unit() {
    float[] unit = new float[DIMENSION];
    unit[5] = 1;
    return unit;
  }

  private static Optional<ImageDetails> details(VectorIndex index, ImageId id) {
    return index.get(id).map(IndexedImage::details);
  }

  private static Embedding vector(VectorIndex index, ImageId id) {
    return index.get(id).orElseThrow().embedding();
  }
}
