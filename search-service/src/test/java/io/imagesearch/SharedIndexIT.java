package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the service over one Milvus: what one acknowledges the other finds. */
@ExtendWith(SharedMilvus.class)
class SharedIndexIT {
  private static final int PICTURES = 500;

  @TempDir private Path folder;
  private ServiceProcess first;
  private ServiceProcess second;

  @BeforeEach
  void start(MilvusServer milvus) {
    first = process(milvus, "first");
    second = process(milvus, "second");
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void findsInOneProcessWhatTheOtherAcknowledged() throws Exception {
    Client writer = first.client();
    Client reader = second.client();
    int found = 0;
    List<Long> untilVisible = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      byte[] picture = Drawings.png(10_000 + i);
      Answer upload = writer.upload(i + ".png", picture);
      long acknowledged = System.nanoTime();
      assertThat(upload.status()).as(() -> upload.json().toString()).isEqualTo(201);
      String id = upload.json().path("items").path(0).path("id").asString();
      if (i % 5 == 0) {
        while (!finds(reader, picture, id, "bounded")) {
          assertThat(System.nanoTime() - acknowledged).isLessThan(10_000_000_000L);
        }
        untilVisible.add((System.nanoTime() - acknowledged) / 1_000_000);
      }
      found += finds(reader, picture, id, "strong") ? 1 : 0;
    }
    long[] sorted = untilVisible.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "strong: %d of %d found; bounded: visible after p50 %d ms, p99 %d ms of %d%n",
        found,
        PICTURES,
        sorted[sorted.length / 2],
        sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)],
        sorted.length);
    assertThat(found).isEqualTo(PICTURES);
  }

  /** The pictures differ in a pixel, so that all are near: asked for are as many as there are. */
  private static boolean finds(Client client, byte[] picture, String id, String consistency) {
    Answer answer =
        client.post(
            "/api/v1/search",
            new Client.Form()
                .field("k", 1000)
                .field("consistency", consistency)
                .file("file", "query.png", picture));
    assertThat(answer.status()).as(() -> answer.json().toString()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("results").spliterator(), false)
        .map(result -> result.path("id").asString())
        .anyMatch(id::equals);
  }

  private ServiceProcess process(MilvusServer milvus, String name) {
    return ServiceProcess.start(
        folder.resolve(name),
        folder.resolve(name + ".log"),
        "--image-search.index.kind=milvus",
        "--image-search.index.milvus.alias=shared",
        "--image-search.index.milvus.uri=" + milvus.uri());
  }
}
