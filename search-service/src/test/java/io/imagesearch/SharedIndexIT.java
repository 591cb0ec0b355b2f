package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client.Answer;
import io.imagesearch.ObjectStoreProcess.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes over one Milvus and one bucket: what one acknowledges the other finds. The system
 * property {@code pictures} says how many, {@code waited} for how many of them bounded searches are
 * repeated until they show it.
 */
@ExtendWith(SharedMilvus.class)
class SharedIndexIT {
  private static final int PICTURES = Integer.getInteger("pictures", 60);

  /** A bounded search may lag by some seconds: only some are waited for. */
  private static final int WAITED_FOR = Integer.getInteger("waited", 5);

  @TempDir private Path folder;
  private ObjectStoreProcess objects;
  private ServiceProcess first;
  private ServiceProcess second;

  @BeforeEach
  void start(MilvusServer milvus) {
    objects = ObjectStoreProcess.start(Kind.VERSITYGW, folder.resolve("objects"));
    first = process(milvus, "first");
    second = process(milvus, "second");
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
    objects.close();
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
      String id = upload.json().at("/items/0/image/id").asString();
      if (i % (PICTURES / WAITED_FOR) == 0) {
        while (!finds(reader, picture, id, "bounded")) {
          assertThat(System.nanoTime() - acknowledged).isLessThan(60_000_000_000L);
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

  @Test
  void changesInOneProcessWhatTheOtherAcknowledged() throws Exception {
    Client writer = first.client();
    Client other = second.client();
    byte[] picture = Drawings.png(20_000);
    Answer upload = writer.upload("one.png", picture);
    String id = upload.json().at("/items/0/image/id").asString();

    assertThat(other.upload("again.png", picture).json().at("/items/0/outcome").asString())
        .isEqualTo("existed");
    assertThat(other.get("/api/v1/images/" + id + "/content").bytes()).isEqualTo(picture);
    assertThat(other.delete("/api/v1/images/" + id).status()).isEqualTo(204);
    assertThat(writer.get("/api/v1/images/" + id).status()).isEqualTo(404);
    assertThat(finds(writer, picture, id, "strong")).isFalse();
  }

  private ServiceProcess process(MilvusServer milvus, String name) {
    return ServiceProcess.start(
        folder.resolve(name),
        folder.resolve(name + ".log"),
        settings(milvus.uri(), objects, "shared"));
  }

  /** Of a service that has nothing of its own. */
  static String[] settings(URI milvus, ObjectStoreProcess objects, String name, String... more) {
    Stream<String> index =
        Stream.of(
            "--image-search.index.kind=milvus",
            "--image-search.index.milvus.alias=" + name,
            "--image-search.index.milvus.uri=" + milvus);
    return objects.settings(name, Stream.concat(index, Stream.of(more)).toArray(String[]::new));
  }
}
