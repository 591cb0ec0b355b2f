package io.imagesearch.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client;
import io.imagesearch.Client.Answer;
import io.imagesearch.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How large and how slow a request may be, and what every answer carries. */
class LimitsIT {
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String LENGTH = "Content-Length: 100000\r\n\r\n";
  private static final int SLOW_CLIENTS = 200;

  @TempDir static Path data;
  private static RunningService service;
  private static URI uri;
  private static Client client;

  @BeforeAll
  static void start() {
    service = RunningService.start(data, "--image-search.edge.patience=3s");
    uri = service.uri();
    client = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void refusesAJsonBodyOfMoreThanAMegabyte() throws IOException {
    String json = "{\"id\":\"" + "a".repeat(1 << 20) + "\"}";
    String head = "POST /api/v1/search" + HOST + "Content-Type: application/json\r\n";

    RawConnection.Answer stated = RawConnection.exchange(uri, head.strip(), json);
    RawConnection.Answer chunked;
    try (RawConnection connection = new RawConnection(uri)) {
      connection.send(head + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
      connection.send(Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n");
      chunked = connection.readToEnd();
    }

    assertThat(List.of(stated, chunked))
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(413);
          assertThat(answer.problem()).isEqualTo("request-too-large");
        });
  }

  @Test
  void saysBackOnlySoMuchOfWhatWasSent() {
    Answer answer = client.postJson("/api/v1/search", "{\"id\":\"" + "a".repeat(9000) + "\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.bytes()).hasSizeLessThan(500);
  }

  @Test
  void refusesHeadersAndAddressesThatAreTooLong() throws IOException {
    String much = "a".repeat(9000);

    RawConnection.Answer header =
        RawConnection.exchange(uri, "GET /health" + HOST + "X-Much: " + much, "");
    RawConnection.Answer address = RawConnection.exchange(uri, "GET /" + much + HOST.strip(), "");

    assertThat(List.of(header, address))
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.problem()).isEqualTo("malformed-request");
        });
  }

  @Test
  @Timeout(180)
  void servesOthersWhileSlowClientsComeAndEndsThem() throws Exception {
    String part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    List<String> beginnings =
        List.of(
            "GET /health" + HOST + "X-Slow: ",
            "POST /api/v1/search"
                + HOST
                + "Content-Type: multipart/form-data; boundary=x\r\n"
                + LENGTH
                + part,
            "POST /api/v1/search"
                + HOST
                + "Content-Type: application/json\r\n"
                + LENGTH
                + "{\"id\":\"",
            "POST /api/v1/ingest-jobs" + HOST + "Content-Type: application/zip\r\n" + LENGTH + "PK",
            "POST /api/v1/nothing" + HOST + LENGTH);
    byte[] picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
    try (ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawConnection.Answer>> ends = new ArrayList<>();
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        String beginning = beginnings.get(i % beginnings.size());
        ends.add(slow.submit(() -> drip(beginning)));
      }

      assertThat(client.search(picture, 1).status()).isEqualTo(200);

      for (int i = 0; i < SLOW_CLIENTS; i++) {
        // All come to an end, else this waits until the test's own time is over.
        RawConnection.Answer end = ends.get(i).get();
        // A reset may overtake the answer on its way.
        assertThat(end.problem())
            .as(beginnings.get(i % beginnings.size()))
            .isIn(i % beginnings.size() == 4 ? "not-found" : "request-too-slow", "");
      }
      assertThat(ends.stream().map(Future::resultNow).map(RawConnection.Answer::status))
          .contains(408);
    }
    assertThat(client.search(picture, 1).status()).isEqualTo(200);
    try (Stream<Path> left = Files.walk(data.resolve("http"))) {
      assertThat(left.filter(Files::isRegularFile)).as("left of slow uploads").isEmpty();
    }
  }

  @Test
  void answersThatNothingChangedWithoutReadingThePicture() throws IOException {
    byte[] picture = Files.readAllBytes(Path.of("src/test/resources/pictures/progressive.jpg"));
    String id = client.upload("a.jpg", picture).json().at("/items/0/image/id").asString();
    for (String kind : List.of("thumbnail", "content")) {
      String path = "/api/v1/images/" + id + "/" + kind;
      Answer first = client.get(path);
      assertThat(first.status()).as(path).isEqualTo(200);
      assertThat(first.header("Cache-Control")).contains("immutable").contains("private");
      assertThat(first.header("ETag")).isEqualTo("\"" + id + "\"");
      forget(id, kind);

      Answer again = client.get(path, "If-None-Match", first.header("ETag"));

      assertThat(again.status()).isEqualTo(304);
      assertThat(again.headers().get("etag")).containsExactly("\"" + id + "\"");
      assertThat(again.headers().get("cache-control"))
          .isEqualTo(first.headers().get("cache-control"));
      assertThat(client.get(path).status()).as("the bytes are gone").isEqualTo(404);
    }
  }

  @Test
  void answersAreNotKeptAndThePageIsConfined() {
    assertThat(client.get("/api/v1/images").header("Cache-Control")).isEqualTo("no-store");
    assertThat(client.get("/api/v1/nothing").header("Cache-Control")).isEqualTo("no-store");
    Answer page = client.get("/");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for");
    assertThat(page.header("Permissions-Policy")).contains("camera=()");
    assertThat(page.header("Strict-Transport-Security")).as("not over plain http").isEmpty();
    assertThat(new String(client.get("/actuator/prometheus").bytes(), StandardCharsets.UTF_8))
        .contains("jvm_memory")
        .doesNotContain("path=");
  }

  private static RawConnection.Answer drip(String beginning) throws Exception {
    try (RawConnection connection = new RawConnection(uri)) {
      connection.send(beginning);
      return connection.dripUntilClosed("a");
    }
  }

  private static void forget(String id, String kind) throws IOException {
    String suffix = kind.equals("content") ? ".original" : ".thumbnail.jpg";
    try (Stream<Path> files = Files.walk(data)) {
      Path found = files.filter(file -> file.endsWith(id + suffix)).findAny().orElseThrow();
      Files.delete(found);
    }
  }
}
