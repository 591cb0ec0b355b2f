package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client;
import io.imagesearch.Client.Answer;
import io.imagesearch.RunningService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What those are told that there is no room for, while one picture is embedded and one waits. */
@Timeout(120)
class CrowdIT {
  @TempDir Path data;
  private RunningService service;
  private HeldNetwork network;
  private Client client;
  private byte[] picture;
  private String stored;
  private CompletableFuture<Answer> first;
  private CompletableFuture<Answer> second;

  @BeforeEach
  void fillTheQueue() throws IOException {
    picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
    service =
        RunningService.start(
            List.of(HeldNetwork.Wiring.class),
            data,
            "--image-search.embedding.workers=1",
            "--image-search.embedding.max-batch=1",
            "--image-search.embedding.max-wait=10s",
            "--image-search.embedding.queue-capacity=1");
    network = service.bean(HeldNetwork.class);
    client = service.client();
    stored = client.upload("a.jpg", picture).json().at("/items/0/image/id").asString();
    network.hold();
    first = CompletableFuture.supplyAsync(() -> client.search(picture, 1));
    new Meters(client).await("embedding_in_flight{role=\"all\"}", 1);
    second = CompletableFuture.supplyAsync(() -> client.search(picture, 1));
    new Meters(client).await("embedding_queue_depth{lane=\"interactive\",role=\"all\"}", 1);
  }

  @AfterEach
  void stop() {
    network.release();
    service.close();
  }

  /** The rest of the form is never sent, so nobody can have waited for it. */
  @Test
  void refusesASearchBeforeItsFormIsRead() throws IOException {
    try (Socket socket = new Socket(service.uri().getHost(), service.uri().getPort())) {
      String beginning =
          """
          POST /api/v1/search HTTP/1.1\r
          Host: localhost\r
          Content-Type: multipart/form-data; boundary=x\r
          Content-Length: 100000\r
          \r
          --x\r
          Content-Disposition: form-data; name="file"; filename="a"\r
          """;
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

      assertThat(answer.readLine()).startsWith("HTTP/1.1 503");
      assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
          .anyMatch(header -> header.matches("Retry-After: [1-9]\\d*"));
    }
    assertThat(client.get("/log").json().at("/activities/0/outcome").asString())
        .isEqualTo("queue-full");
  }

  @Test
  void searchesByAStoredPicture() {
    Answer answer = client.post("/api/v1/search", new Client.Form().field("positive", stored));

    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
  }

  @Test
  void answersThoseWhoWereLetIn() throws Exception {
    assertThat(client.search(picture, 1).problem()).isEqualTo("queue-full");

    network.release();

    assertThat(first.get().status()).isEqualTo(200);
    assertThat(second.get().status()).isEqualTo(200);
    assertThat(client.search(picture, 1).status()).isEqualTo(200);
  }
}
