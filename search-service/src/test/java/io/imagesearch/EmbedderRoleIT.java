package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client.Answer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an embedder gives, and that it is nothing else. */
class EmbedderRoleIT {
  private static final String BYTES = "application/octet-stream";
  private static final byte[] PICTURE = Photographs.encode(BrokenFiles.picture(320, 240), "jpg");
  private static final int MAX_BYTES = 3_000_000;

  @TempDir static Path folder;
  private static RunningService service;
  private static Client client;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            folder.resolve("data"),
            "--image-search.role=embedder",
            "--image-search.picture.max-bytes=" + MAX_BYTES);
    client = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void embedsAPicture() {
    Answer answer = client.post("/embed", BYTES, PICTURE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(BYTES);
    assertThat(answer.header("Image-Search-Model"))
        .hasSize(12)
        .isEqualTo(status().at("/embedder/fingerprint").asString());
    float[] values = floats(answer.bytes());
    assertThat(values).hasSize(1280);
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    assertThat(squares).isBetween(0.9999, 1.0001);
  }

  @Test
  void looksAtTheCropAlone() {
    Answer part = embed(PICTURE, Map.of("Image-Search-Crop", "0,0,0.5,0.5"));

    assertThat(part.status()).isEqualTo(200);
    assertThat(part.bytes()).isNotEqualTo(embed(PICTURE, Map.of()).bytes());
  }

  @Test
  void refusesABrokenPictureAsThatProblem() {
    Answer answer = client.post("/embed", BYTES, BrokenFiles.part(PICTURE, 0.5));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("corrupt-picture");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void refusesAPictureThatIsTooLarge() {
    byte[] large = new byte[MAX_BYTES + 1];

    assertThat(client.post("/embed", BYTES, large).problem()).isEqualTo("picture-too-large");
    assertThat(client.post("/embed", BYTES, new byte[0]).problem()).isEqualTo("empty-picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5"})
  void doesNoWorkForWhomItComesTooLate(String timeout) {
    double before = computed();

    Answer answer = embed(PICTURE, Map.of("Image-Search-Timeout", timeout));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("embedding-failed");
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(computed()).isEqualTo(before);
  }

  @Test
  void saysWhichHeaderIsWrong() {
    for (var wrong :
        Map.of(
                "Image-Search-Crop", "1,2,3",
                "Image-Search-Lane", "fast",
                "Image-Search-Timeout", "soon")
            .entrySet()) {
      Answer answer = embed(PICTURE, Map.of(wrong.getKey(), wrong.getValue()));

      assertThat(answer.problem()).isEqualTo("invalid-parameter");
      assertThat(answer.json().path("detail").asString()).contains(wrong.getKey());
    }
  }

  @Test
  void embedsSeveralOfWhichOneIsBroken() throws IOException {
    byte[] broken = BrokenFiles.part(PICTURE, 0.5);

    Answer answer = client.post("/embed/batch", BYTES, frames(PICTURE, broken, PICTURE));

    assertThat(answer.status()).isEqualTo(200);
    try (DataInputStream in =
        new DataInputStream(new java.io.ByteArrayInputStream(answer.bytes()))) {
      float[] alone = floats(client.post("/embed", BYTES, PICTURE).bytes());
      assertThat(in.readInt()).isEqualTo(200);
      assertThat(cosine(floats(in.readNBytes(in.readInt())), alone)).isGreaterThan(0.999);
      assertThat(in.readInt()).isEqualTo(422);
      assertThat(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8))
          .contains("problems/corrupt-picture");
      assertThat(in.readInt()).isEqualTo(200);
      assertThat(cosine(floats(in.readNBytes(in.readInt())), alone)).isGreaterThan(0.999);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void refusesABatchThatBreaksOff() throws IOException {
    byte[] whole = frames(PICTURE, PICTURE);

    for (byte[] body : List.of(new byte[0], new byte[3], BrokenFiles.part(whole, 0.7))) {
      assertThat(client.post("/embed/batch", BYTES, body).problem()).isEqualTo("malformed-request");
    }
  }

  @Test
  void speaksAsOpenAiDoes() {
    String base64 = Base64.getEncoder().encodeToString(PICTURE);
    String uri = "data:image/jpeg;base64," + base64;

    JsonNode one =
        json("{\"model\": \"efficientnet-lite0\", \"user\": null, \"input\": \"" + uri + "\"}")
            .json();
    JsonNode two =
        json("{\"input\": [\"%s\", \"%s\"], \"encoding_format\": \"base64\"}"
                .formatted(base64, uri))
            .json();

    assertThat(one.path("object").asString()).isEqualTo("list");
    assertThat(one.path("model").asString()).isEqualTo("efficientnet-lite0");
    assertThat(one.at("/usage/total_tokens").asInt(-1)).isZero();
    assertThat(one.at("/data/0/object").asString()).isEqualTo("embedding");
    assertThat(one.at("/data/0/embedding").size()).isEqualTo(1280);
    assertThat(two.path("data").size()).isEqualTo(2);
    assertThat(two.at("/data/1/index").asInt()).isEqualTo(1);
    float[] numbers = new float[1280];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = one.at("/data/0/embedding").path(i).floatValue();
    }
    byte[] decoded = Base64.getDecoder().decode(two.at("/data/1/embedding").asString());
    assertThat(cosine(floats(decoded), numbers)).isGreaterThan(0.999);
  }

  @Test
  void takesLargePicturesAsJson() {
    byte[] large = Photographs.encode(BrokenFiles.picture(1000, 900), "bmp");
    assertThat(large.length).isBetween(2_000_000, MAX_BYTES);

    Answer answer = json("{\"input\": \"" + Base64.getEncoder().encodeToString(large) + "\"}");

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void saysWhatIsWrongWithTheJson() {
    String broken = Base64.getEncoder().encodeToString(BrokenFiles.part(PICTURE, 0.5));
    String whole = Base64.getEncoder().encodeToString(PICTURE);

    assertThat(json("{\"input\": [\"" + whole + "\", \"" + broken + "\"]}"))
        .satisfies(answer -> {
          assertThat(answer.problem()).isEqualTo("corrupt-picture");
          assertThat(answer.json().path("index").asInt()).isEqualTo(1);
        });
    assertThat(json("{\"input\": \"a b c\"}").problem()).isEqualTo("invalid-parameter");
    assertThat(json("{\"input\": \"https://example.org/a.jpg\"}").problem())
        .isEqualTo("invalid-parameter");
    assertThat(json("{\"input\": [null]}").problem()).isEqualTo("invalid-parameter");
    assertThat(json("{\"model\": \"other\", \"input\": \"" + whole + "\"}").problem())
        .isEqualTo("invalid-parameter");
    assertThat(json("{\"input\": []}").problem()).isEqualTo("missing-picture");
    assertThat(json("{}").problem()).isEqualTo("missing-picture");
    assertThat(json("{").problem()).isEqualTo("malformed-request");
    assertThat(json("null").problem()).isEqualTo("malformed-request");
    assertThat(json("").problem()).isEqualTo("malformed-request");
    assertThat(json("{\"input\": {\"text\": \"a\"}}").problem()).isEqualTo("malformed-request");
    assertThat(json("{\"dimensions\": 3, \"input\": \"" + whole + "\"}").problem())
        .isEqualTo("malformed-request");
  }

  @Test
  void tellsHowItIs() {
    assertThat(status().path("state").asString()).isEqualTo("ready");
    assertThat(status().at("/embedder/workersAlive").asInt()).isPositive();
    assertThat(client.get("/health").json().path("role").asString()).isEqualTo("embedder");
    assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(client.get("/actuator/prometheus").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/log",
        "/api/v1/images",
        "/api/v1/search",
        "/api/v1/ingest-jobs",
        "/api/v1/openapi",
      })
  void isNothingElse(String path) {
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.get(path).problem()).isEqualTo("not-found");
  }

  @Test
  void keepsNothing() {
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(service.beanPackages())
        .contains("io.imagesearch.embedding", "io.imagesearch.serving")
        .doesNotContain(
            "io.imagesearch.activity",
            "io.imagesearch.index",
            "io.imagesearch.ingest",
            "io.imagesearch.library",
            "io.imagesearch.page",
            "io.imagesearch.pods",
            "io.imagesearch.search",
            "io.imagesearch.store");
  }

  private static Answer embed(byte[] picture, Map<String, String> headers) {
    return client.post("/embed", BYTES, picture, headers);
  }

  private static Answer json(String body) {
    return client.postJson("/v1/embeddings", body);
  }

  private static JsonNode status() {
    return client.get("/embed/status").json();
  }

  private static double computed() {
    return client
        .get("/actuator/metrics/embedding.compute")
        .json()
        .at("/measurements/0/value")
        .asDouble();
  }

  private static byte[] frames(byte[]... pictures) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (byte[] picture : pictures) {
      out.writeInt(picture.length);
      out.write(picture);
    }
    return bytes.toByteArray();
  }

  private static float[] floats(byte[] bytes) {
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }
}
