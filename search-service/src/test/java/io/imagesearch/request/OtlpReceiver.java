package io.imagesearch.request;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** Takes traces by OTLP over HTTP, as the service sends them, and over gRPC, as Milvus does. */
final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final OtlpGrpcServer grpc;
  private final ConcurrentLinkedQueue<ReceivedSpan> spans = new ConcurrentLinkedQueue<>();

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/traces",
        exchange -> {
          take(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    grpc = OtlpGrpcServer.start(this::take);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort()));
  }

  /** Host and port. */
  String grpcAddress() {
    return "127.0.0.1:" + grpc.port();
  }

  List<ReceivedSpan> spansOf(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private void take(byte[] request) {
    ReceivedSpan.of(request).forEach(spans::add);
  }

  @Override
  public void close() {
    server.stop(0);
    grpc.close();
  }
}
