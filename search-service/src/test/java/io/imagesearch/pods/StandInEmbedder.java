package io.imagesearch.pods;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.wire.EmbedCall;
import io.imagesearch.wire.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Answers what a test wants, also what an embedder does only in bad moments. */
final class StandInEmbedder implements AutoCloseable {
  static final Embedding EMBEDDING = Embedding.of(3, 4);

  private final HttpServer server;
  private final Behaviour behaviour;
  final List<String> timeouts = Collections.synchronizedList(new ArrayList<>());

  /** How it answers. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  StandInEmbedder(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(EmbedCall.PATH, this::handle);
    server.start();
  }

  static Behaviour embeds(String fingerprint) {
    return exchange -> {
      exchange.getResponseHeaders().set(EmbedCall.FINGERPRINT, fingerprint);
      send(exchange, 200, Vectors.write(EMBEDDING));
    };
  }

  static Behaviour problem(ProblemType type, String retryAfter) {
    return exchange -> {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      String body = "{\"type\": \"%s\", \"detail\": \"as it is\"}".formatted(type.uri());
      send(exchange, type.status().value(), body.getBytes(StandardCharsets.UTF_8));
    };
  }

  static Behaviour says(int status, String body) {
    return exchange -> send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes the picture and is gone. */
  static Behaviour hangsUp() {
    return HttpExchange::close;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int asked() {
    return timeouts.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    timeouts.add(String.valueOf(exchange.getRequestHeaders().getFirst(EmbedCall.TIMEOUT)));
    exchange.getRequestBody().readAllBytes();
    behaviour.answer(exchange);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
