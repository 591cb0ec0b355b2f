package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.library.Recovery;
import io.imagesearch.store.ImageStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step at which a change may be cut short, and what becomes of the picture. */
class RecoveryIT {
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

  /** As servers do that replace a vector in two steps. */
  @Test
  void keepsAPictureWhoseVectorWasBeingReplaced() throws Exception {
    ImageId id = upload(1);
    client.method(
        "PATCH",
        "/api/v1/images/" + id,
        "application/json",
        "{\"attributes\": {\"category\": \"shoes\"}}".getBytes(StandardCharsets.UTF_8));
    ImageDetails details = index.get(id).orElseThrow().details();

    store.announce(id);
    index.delete(id);
    service.bean(Recovery.class).run();

    assertThat(index.get(id).map(IndexedImage::details)).hasValue(details);
    assertThat(client.search(Drawings.png(1), 20).json().path("results").findValuesAsString("id"))
        .contains(id.value());
    assertThat(store.unsettled()).isEmpty();
  }

  @Test
  void endsAnAdditionThatWasStoredAndNotIndexed() throws Exception {
    ImageDetails details = index.get(upload(2)).orElseThrow().details();
    byte[] picture = Drawings.png(3);
    ImageId id = ImageId.of(picture);

    store.announce(id);
    store.put(copy(details, id), picture, picture);
    service.bean(Recovery.class).run();

    assertThat(client.get("/api/v1/images/" + id).status()).isEqualTo(200);
    assertThat(store.unsettled()).isEmpty();
  }

  @Test
  void dropsAnAdditionThatWasNotStored() throws Exception {
    ImageId id = ImageId.of(Drawings.png(4));

    store.announce(id);
    service.bean(Recovery.class).run();

    assertThat(client.get("/api/v1/images/" + id).status()).isEqualTo(404);
    assertThat(store.unsettled()).isEmpty();
  }

  @Test
  void dropsAnAdditionThatCannotBeEmbedded() throws Exception {
    ImageDetails details = index.get(upload(5)).orElseThrow().details();
    byte[] broken = {1, 2, 3};
    ImageId id = ImageId.of(broken);

    store.announce(id);
    store.put(copy(details, id), broken, broken);
    service.bean(Recovery.class).run();

    assertThat(store.contains(id)).isFalse();
    assertThat(store.unsettled()).isEmpty();
  }

  @Test
  void endsARemoval() throws Exception {
    ImageId id = upload(6);

    store.announce(id);
    store.deleteDetails(id);
    index.delete(id);
    service.bean(Recovery.class).run();

    assertThat(store.contains(id)).isFalse();
    assertThat(store.thumbnail(id)).isEmpty();
    assertThat(client.get("/api/v1/images/" + id).status()).isEqualTo(404);
    assertThat(store.unsettled()).isEmpty();
  }

  @Test
  void keepsAPictureWhoseRemovalHadHardlyBegun() throws Exception {
    ImageId id = upload(7);
    ImageDetails details = index.get(id).orElseThrow().details();

    store.announce(id);
    store.deleteDetails(id);
    service.bean(Recovery.class).run();

    assertThat(client.get("/api/v1/images/" + id + "/content").status()).isEqualTo(200);
    assertThat(store.details(id)).hasValue(details);
    assertThat(store.unsettled()).isEmpty();
  }

  private static ImageId upload(int drawing) {
    byte[] picture = Drawings.png(drawing);
    assertThat(client.upload(drawing + ".png", picture).status()).isEqualTo(201);
    return ImageId.of(picture);
  }

  private static ImageDetails copy(ImageDetails details, ImageId id) {
    return new ImageDetails(
        id,
        details.fileName(),
        details.uploader(),
        details.attributes(),
        details.mediaType(),
        details.width(),
        details.height(),
        details.bytes(),
        details.addedAt());
  }
}
