package io.imagesearch.request;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes traces by OTLP over HTTP and reads of the protobuf what a test wants to know. */
final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ConcurrentLinkedQueue<Span> spans = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();

  /** Ids in hexadecimal; without a parent, that is empty. */
  record Span(String trace, String id, String parent, String name, List<String> keys) {}

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Field(int number, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String hex() {
      return HexFormat.of().formatHex(bytes);
    }
  }

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/traces",
        exchange -> {
          requests.incrementAndGet();
          read(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort()));
  }

  List<Span> spansOf(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** ExportTraceServiceRequest → ResourceSpans (1) → ScopeSpans (2) → Span (2). */
  private void read(byte[] request) {
    for (Field resource : fields(request, 1)) {
      for (Field scope : fields(resource.bytes(), 2)) {
        fields(scope.bytes(), 2).forEach(span -> spans.add(spanOf(span.bytes())));
      }
    }
  }

  private static Span spanOf(byte[] span) {
    return new Span(
        first(span, 1).hex(),
        first(span, 2).hex(),
        first(span, 4).hex(),
        first(span, 5).text(),
        fields(span, 9).stream().map(each -> first(each.bytes(), 1).text()).toList());
  }

  private static Field first(byte[] message, int number) {
    return fields(message, number).stream().findFirst().orElse(new Field(number, new byte[0]));
  }

  private static List<Field> fields(byte[] message, int wanted) {
    ByteBuffer buffer = ByteBuffer.wrap(message);
    List<Field> fields = new ArrayList<>();
    while (buffer.hasRemaining()) {
      long tag = varint(buffer);
      byte[] value = new byte[0];
      switch ((int) (tag & 7)) {
        case 0 -> varint(buffer);
        case 1 -> buffer.position(buffer.position() + 8);
        case 2 -> {
          value = new byte[(int) varint(buffer)];
          buffer.get(value);
        }
        case 5 -> buffer.position(buffer.position() + 4);
        default -> throw new IllegalStateException("not protobuf");
      }
      if (tag >> 3 == wanted) {
        fields.add(new Field(wanted, value));
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer buffer) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = buffer.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
