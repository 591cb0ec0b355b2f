package io.imagesearch.operator.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /livez}, {@code /readyz} and {@code /metrics}. */
final class Endpoints implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Endpoints(int port, BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress(port), 16);
    server.setExecutor(threads);
    server.createContext("/livez", exchange -> health(exchange, "/livez", live));
    server.createContext("/readyz", exchange -> health(exchange, "/readyz", ready));
    server.createContext(
        "/metrics",
        exchange ->
            answer(
                exchange,
                "/metrics",
                HttpURLConnection.HTTP_OK,
                "text/plain; version=0.0.4; charset=utf-8",
                metrics.get()));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void health(HttpExchange exchange, String path, BooleanSupplier good)
      throws IOException {
    boolean well = good.getAsBoolean();
    answer(
        exchange,
        path,
        well ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE,
        "text/plain",
        well ? "ok\n" : "not ok\n");
  }

  private static void answer(
      HttpExchange exchange, String path, int status, String type, String text) throws IOException {
    try (exchange) {
      boolean known = path.equals(exchange.getRequestURI().getPath());
      boolean read = "GET".equals(exchange.getRequestMethod());
      if (!known || !read) {
        exchange.sendResponseHeaders(
            known ? HttpURLConnection.HTTP_BAD_METHOD : HttpURLConnection.HTTP_NOT_FOUND, -1);
        return;
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
