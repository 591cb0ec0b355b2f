package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client;
import io.imagesearch.RunningService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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

/** Who hangs up while a picture waits is not computed for; who only waits notices nothing. */
@Timeout(120)
class HangUpIT {
  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir Path data;
  private RunningService service;
  private HeldNetwork network;
  private Client client;
  private Meters meters;
  private byte[] picture;

  @BeforeEach
  void occupyTheOnlyWorker() throws IOException {
    picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
    service =
        RunningService.start(
            List.of(HeldNetwork.Wiring.class),
            data,
            "--image-search.embedding.workers=1",
            "--image-search.embedding.max-batch=1",
            "--image-search.embedding.max-wait=10s");
    network = service.bean(HeldNetwork.class);
    client = service.client();
    meters = new Meters(client);
    network.hold();
    var _ = CompletableFuture.supplyAsync(() -> client.search(picture, 1));
    meters.await("embedding_in_flight{role=\"all\"}", 1);
  }

  @AfterEach
  void stop() {
    network.release();
    service.close();
  }

  @Test
  void dropsThePictureOfAConnectionThatWasClosed() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(searchRequest());
      awaitWaiting(1);
    }

    awaitWaiting(0);
    meters.await("embedding_rejected_total{reason=\"gone\",role=\"all\"}", 1);
    network.release();
    assertThat(client.search(picture, 1).status()).isEqualTo(200);
    assertThat(meters.value("embedding_pictures_total{lane=\"interactive\",role=\"all\"}"))
        .as("the first and the last one")
        .isEqualTo(2);
  }

  @Test
  void answersAPatientConnectionAndWhatItSentBeyond() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(searchRequest());
      awaitWaiting(1);
      // Pipelined: there while the connection is looked at, and not lost by that.
      socket.getOutputStream().write(HEALTH.getBytes(StandardCharsets.US_ASCII));
      Thread.sleep(700); // some looks
      network.release();
      InputStream answers = socket.getInputStream();
      assertThat(answer(answers)).startsWith("HTTP/1.1 200").contains("\"results\"");
      assertThat(answer(answers)).startsWith("HTTP/1.1 200").contains("\"up\"");

      socket.getOutputStream().write(searchRequest());
      assertThat(answer(answers)).as("kept alive").contains("\"results\"");
    }
    assertThat(meters.value("embedding_rejected_total{reason=\"gone\",role=\"all\"}")).isZero();
  }

  private Socket connect() throws IOException {
    return new Socket(service.uri().getHost(), service.uri().getPort());
  }

  private byte[] searchRequest() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    body.write(picture);
    body.write("\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII));
    String head =
        """
        POST /api/v1/search HTTP/1.1\r
        Host: localhost\r
        Content-Type: multipart/form-data; boundary=x\r
        Content-Length: %d\r
        \r
        """
            .formatted(body.size());
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(head.getBytes(StandardCharsets.US_ASCII));
    request.write(body.toByteArray());
    return request.toByteArray();
  }

  /** One answer, by its length or its last chunk. */
  private static String answer(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!isWhole(text)) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static boolean isWhole(StringBuilder text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    int length = text.indexOf("Content-Length: ");
    if (length < 0 || length > end) {
      return text.toString().endsWith("\r\n0\r\n\r\n");
    }
    int value = Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)));
    return text.length() == end + 4 + value;
  }

  private void awaitWaiting(int pictures) {
    meters.await("embedding_queue_depth{lane=\"interactive\",role=\"all\"}", pictures);
  }
}
