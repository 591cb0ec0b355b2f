package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import io.imagesearch.FaultyProxy.Fault;
import io.imagesearch.cli.CommandLineRun;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.store.ImageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A collection moves by way of a folder, and nothing of it is lost or let in that is not whole. */
class TransferIT {
  @TempDir static Path data;
  private static RunningService old;
  private static int count;

  @TempDir Path fresh;
  @TempDir Path folder;

  @BeforeAll
  static void fill() {
    old = RunningService.start(data);
    MovedCollection.fill(old.client());
    count = MovedCollection.list(old.client()).path("count").asInt();
  }

  @AfterAll
  static void stop() {
    old.close();
  }

  @Test
  void movedCollectionIsTheSameInAllThatCallersSee() {
    CommandLineRun exported = CommandLineRun.of(old.uri(), "export", folder.toString());
    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(exported.out()).containsPattern("Added +" + count + "\n");
    try (RunningService service = RunningService.start(fresh)) {
      CommandLineRun imported = CommandLineRun.of(service.uri(), "import", folder.toString());

      assertThat(imported.code()).as(imported.out() + imported.err()).isZero();
      assertThat(imported.out()).containsPattern("Added +" + count + "\n");
      assertThat(imported.err()).doesNotContain("anew");
      MovedCollection.assertSame(service.client(), old.client());
      MovedCollection.assertAlike(
          MovedCollection.searches(service.client()), MovedCollection.searches(old.client()));
      assertThat(MovedCollection.embeddings(service))
          .usingRecursiveComparison()
          .isEqualTo(MovedCollection.embeddings(old));
      assertThat(CommandLineRun.of(service.uri(), "import", folder.toString()).out())
          .containsPattern("Added +0\n")
          .containsPattern("Existed +" + count + "\n");
    }
    assertThat(CommandLineRun.of(old.uri(), "export", folder.toString()).out())
        .containsPattern("Existed +" + count + "\n");
  }

  @Test
  void exportHasAnEndAndGoesOnAfterAnId() {
    List<JsonNode> all = lines("/api/v1/export");

    assertThat(all).hasSize(count + 2);
    assertThat(all.getFirst().path("dimension").asInt()).isEqualTo(1280);
    assertThat(all.getFirst().path("count").asInt()).isEqualTo(count);
    assertThat(all.getLast().toString())
        .isEqualTo("{\"state\":\"completed\",\"count\":" + count + "}");
    String third = all.get(3).at("/image/id").asString();
    List<JsonNode> rest = lines("/api/v1/export?after=" + third);
    assertThat(rest.subList(1, rest.size() - 1)).isEqualTo(all.subList(4, all.size() - 1));
    assertThat(rest.getLast().path("count").asInt()).isEqualTo(count - 3);
  }

  @Test
  void killedExportLeavesNothingHalfAndGoesOn() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.before(old.uri().getPort())) {
      proxy.set(new Fault.Latency(Duration.ofMillis(100)));
      Process export =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ImageSearchApplication.class.getName(),
                  "export",
                  folder.toString(),
                  "--parallel=1",
                  "--url=http://127.0.0.1:" + proxy.port())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        await()
            .atMost(Duration.ofMinutes(2))
            .ignoreExceptionsInstanceOf(
                UncheckedIOException.class) // files get their names meanwhile
            .until(() -> originals().size() >= 3);
      } finally {
        export.destroyForcibly().waitFor();
      }
    }
    List<Path> written = originals();
    assertThat(written).hasSizeLessThan(count);
    for (Path file : written) {
      assertThat(ImageId.of(Files.readAllBytes(file)).value()).isEqualTo(file.toFile().getName());
    }

    CommandLineRun again = CommandLineRun.of(old.uri(), "export", folder.toString());

    assertThat(again.code()).isZero();
    assertThat(again.out()).containsPattern("Existed +" + written.size() + "\n");
    assertThat(originals()).hasSize(count);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void refusesAndNamesWhatWasChangedSinceTheExport() throws IOException {
    CommandLineRun.of(old.uri(), "export", folder.toString());
    List<Path> files = originals();
    Files.write(files.get(0), new byte[] {1, 2, 3});
    Files.delete(files.get(1));
    try (RunningService service = RunningService.start(fresh)) {
      CommandLineRun end = CommandLineRun.of(service.uri(), "import", folder.toString());

      assertThat(end.code()).isEqualTo(1);
      assertThat(end.out())
          .containsPattern("Added +" + (count - 2) + "\n")
          .containsPattern(end(files.get(0)) + " +digest-mismatch ")
          .containsPattern(end(files.get(1)) + " +unreadable +there is no such file");
      // Mended by another export, and completed by another import.
      assertThat(CommandLineRun.of(old.uri(), "export", folder.toString()).out())
          .containsPattern("Added +2\n");
      assertThat(CommandLineRun.of(service.uri(), "import", folder.toString()).out())
          .containsPattern("Added +2\n");
      MovedCollection.assertSame(service.client(), old.client());

      Path list = folder.resolve("images.jsonl");
      Files.writeString(list, Files.readString(list).replaceFirst("shoes", "hats!"));
      CommandLineRun changed = CommandLineRun.of(service.uri(), "import", folder.toString());
      assertThat(changed.code()).isEqualTo(2);
      assertThat(changed.err()).contains("images.jsonl: it was changed or cut since the export");
      Files.delete(folder.resolve("manifest.json"));
      CommandLineRun cut = CommandLineRun.of(service.uri(), "import", folder.toString());
      assertThat(cut.code()).isEqualTo(2);
      assertThat(cut.err()).contains("manifest.json: there is none: the export was cut short");
    }
  }

  @Test
  void takesEmbeddingsOfItsOwnModelAloneAndElseMakesThemAnew() {
    try (RunningService service = RunningService.start(fresh)) {
      Client client = service.client();
      String own = Transfers.fingerprint(client);
      float[] unit = new float[1280];
      unit[5] = 1;

      byte[] known = MovedCollection.read(MovedCollection.samples().get(0));
      byte[] foreign = MovedCollection.read(MovedCollection.samples().get(1));
      byte[] without = MovedCollection.read(MovedCollection.samples().get(2));
      take(client, known, own, unit);
      take(client, foreign, "0123456789ab", unit);
      assertThat(client.post("/api/v1/import", Transfers.form(without)).status()).isEqualTo(201);

      assertThat(embedding(service, known).toArray()).isEqualTo(unit);
      assertThat(embedding(service, foreign).cosine(embedding(service, known))).isLessThan(0.9f);
      for (byte[] anew : List.of(foreign, without)) {
        JsonNode best = client.search(anew, 1).json().at("/results/0");
        assertThat(best.path("id").asString()).isEqualTo(ImageId.of(anew).value());
        assertThat(best.path("score").asDouble()).isGreaterThan(0.9999);
      }
      Answer again = client.post("/api/v1/import", Transfers.form(known));
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.json().path("outcome").asString()).isEqualTo("existed");
      assertThat(embedding(service, known).toArray()).isEqualTo(unit);
    }
  }

  @Test
  void saysThatAnotherModelEmbedsAnew() throws IOException {
    CommandLineRun.of(old.uri(), "export", folder.toString());
    Path manifest = folder.resolve("manifest.json");
    String own = Transfers.fingerprint(old.client());
    Files.writeString(manifest, Files.readString(manifest).replace(own, "0123456789ab"));
    try (RunningService service = RunningService.start(fresh)) {
      CommandLineRun end = CommandLineRun.of(service.uri(), "import", folder.toString());

      assertThat(end.code()).isZero();
      assertThat(end.err()).contains("each picture is embedded anew");
      // In other batches than one by one, so not to the last bit.
      MovedCollection.assertAlike(
          MovedCollection.searches(service.client()), MovedCollection.searches(old.client()));
    }
  }

  @Test
  void whatIsRefusedLeavesNothing() {
    try (RunningService service = RunningService.start(fresh)) {
      for (BadRequest each : BadImports.all()) {
        assertThat(each.request().apply(service.client()).status()).isEqualTo(each.status());
      }

      ImageStore store = service.bean(ImageStore.class);
      assertThat(store.list(Optional.empty(), 10)).isEmpty();
      assertThat(store.unsettled()).isEmpty();
      assertThat(service.bean(VectorIndex.class).page(Optional.empty(), 10)).isEmpty();
    }
  }

  private List<Path> originals() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*/[0-9a-f]{64}")).sorted().toList();
    }
  }

  /** The end of its path, which is what a narrow table shows of it. */
  private static String end(Path file) {
    return file.toString().substring(file.toString().length() - 12);
  }

  private static void take(Client client, byte[] picture, String fingerprint, float[] vector) {
    Client.Form form =
        Transfers.form(picture)
            .field("fingerprint", fingerprint)
            .field("embedding", Transfers.base64(vector));
    assertThat(client.post("/api/v1/import", form).status()).isEqualTo(201);
  }

  private static Embedding embedding(RunningService service, byte[] picture) {
    return service.bean(VectorIndex.class).get(ImageId.of(picture)).orElseThrow().embedding();
  }

  private static List<JsonNode> lines(String path) {
    Answer answer = old.client().get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
    return new String(answer.bytes(), StandardCharsets.UTF_8)
        .lines()
        .map(JsonMapper.shared()::readTree)
        .toList();
  }
}
