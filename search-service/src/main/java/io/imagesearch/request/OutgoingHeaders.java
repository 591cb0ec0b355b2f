package io.imagesearch.request;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a call to another service takes along, so that it is known there as part of this request:
 * its id, and its trace in W3C's {@code traceparent} where traces are on.
 */
public final class OutgoingHeaders {

  private record Tracing(Tracer tracer, Propagator propagator) {}

  private final Optional<Tracing> tracing;

  private OutgoingHeaders(Optional<Tracing> tracing) {
    this.tracing = tracing;
  }

  /** Those of a process without traces. */
  public static OutgoingHeaders untraced() {
    return new OutgoingHeaders(Optional.empty());
  }

  static OutgoingHeaders traced(Tracer tracer, Propagator propagator) {
    return new OutgoingHeaders(Optional.of(new Tracing(tracer, propagator)));
  }

  /** Whether traces are on. */
  public boolean areTraced() {
    return tracing.isPresent();
  }

  /** By name; of the request that this thread serves, and of the step that it is in. */
  public Map<String, String> current() {
    Map<String, String> headers = new TreeMap<>();
    RequestId.current().ifPresent(id -> headers.put(RequestId.HEADER, id));
    tracing.ifPresent(on -> {
      Span span = on.tracer().currentSpan();
      if (span != null) {
        on.propagator()
            .inject(span.context(), headers, (_, name, value) -> headers.put(name, value));
      }
    });
    return headers;
  }
}
