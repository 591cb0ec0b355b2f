package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
  private static final byte[] ANSWER = "x".repeat(5_000).getBytes(StandardCharsets.UTF_8);

  private HttpServer server;
  private FaultyProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
          }
        });
    server.start();
    proxy = FaultyProxy.before(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  @Test
  void passesEverythingOn() throws Exception {
    assertThat(get(Duration.ofSeconds(5))).isEqualTo(ANSWER);
  }

  @Test
  void delaysAnswers() throws Exception {
    proxy.set(new FaultyProxy.Fault.Latency(Duration.ofMillis(300)));
    long began = System.nanoTime();

    assertThat(get(Duration.ofSeconds(5))).isEqualTo(ANSWER);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(250));
  }

  @Test
  void resetsInTheMiddleOfAnAnswer() {
    proxy.set(new FaultyProxy.Fault.ResetAnswers(10));

    assertThatThrownBy(() -> get(Duration.ofSeconds(5)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void losesSomeOfManyConnections() {
    proxy.set(new FaultyProxy.Fault.DropHalf());
    int lost = 0;
    for (int i = 0; i < 10; i++) {
      try {
        get(Duration.ofSeconds(5));
      } catch (IOException | InterruptedException e) {
        lost++;
      }
    }

    assertThat(lost).isPositive();
  }

  @Test
  void staysSilentAndComesBack() throws Exception {
    proxy.set(new FaultyProxy.Fault.Silence());
    assertThatThrownBy(() -> get(Duration.ofMillis(300))).isInstanceOf(HttpTimeoutException.class);

    proxy.set(new FaultyProxy.Fault.Away());
    assertThatThrownBy(() -> get(Duration.ofSeconds(5))).isInstanceOf(IOException.class);

    proxy.heal();
    assertThat(get(Duration.ofSeconds(5))).isEqualTo(ANSWER);
  }

  private byte[] get(Duration timeout) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + proxy.port() + "/");
      return client
          .send(HttpRequest.newBuilder(uri).timeout(timeout).build(), BodyHandlers.ofByteArray())
          .body();
    }
  }
}
