package io.imagesearch.request;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A span as an exporter sent it.
 *
 * @param service what its process calls itself
 * @param trace in hexadecimal, as are its own id and its parent's; without a parent, that is empty
 * @param began in nanoseconds of the epoch
 */
record ReceivedSpan(
    String service,
    String trace,
    String id,
    String parent,
    String name,
    long began,
    Duration took,
    List<String> keys) {

  /** ExportTraceServiceRequest → ResourceSpans (1) → ScopeSpans (2) → Span (2). */
  static Stream<ReceivedSpan> of(byte[] request) {
    return new ProtobufMessage(request)
        .all(1).stream()
            .flatMap(resource ->
                resource.all(2).stream()
                    .flatMap(scope -> scope.all(2).stream())
                    .map(span -> of(serviceOf(resource), span)));
  }

  private static ReceivedSpan of(String service, ProtobufMessage span) {
    return new ReceivedSpan(
        service,
        span.hex(1),
        span.hex(2),
        span.hex(4),
        span.text(5),
        span.fixed64(7),
        Duration.ofNanos(span.fixed64(8) - span.fixed64(7)),
        span.all(9).stream().map(attribute -> attribute.text(1)).toList());
  }

  private static String serviceOf(ProtobufMessage resource) {
    return resource.first(1).all(1).stream()
        .filter(attribute -> attribute.text(1).equals("service.name"))
        .map(attribute -> attribute.first(2).text(1))
        .findFirst()
        .orElse("");
  }
}
