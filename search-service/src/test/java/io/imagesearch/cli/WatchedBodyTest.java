package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over a real connection, since it is the client's own stream that has to let go. */
class WatchedBodyTest {
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private HttpServer server;

  /** Answers {@code abc} and hangs before {@code def}. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 6);
          exchange.getResponseBody().write(new byte[] {'a', 'b', 'c'});
          exchange.getResponseBody().flush();
          try {
            goesOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.getResponseBody().write(new byte[] {'d', 'e', 'f'});
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    goesOn.countDown();
    server.stop(0);
  }

  @Test
  @Timeout(30)
  void givesUpWhereNothingMoreComes() throws Exception {
    try (InputStream body = new WatchedBody(ask(), Duration.ofMillis(200))) {
      assertThat(body.readNBytes(3)).asString().isEqualTo("abc");
      assertThatThrownBy(body::read)
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessage("the answer did not go on");
    }
  }

  @Test
  void tellsAllThatComes() throws Exception {
    goesOn.countDown();
    try (InputStream body = new WatchedBody(ask(), Duration.ofMinutes(1))) {
      assertThat(body.read()).isEqualTo('a');
      assertThat(body.readAllBytes()).asString().isEqualTo("bcdef");
      assertThat(body.read()).isEqualTo(-1);
    }
  }

  private InputStream ask() throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    HttpClient http = HttpClient.newHttpClient();
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream()).body();
  }
}
