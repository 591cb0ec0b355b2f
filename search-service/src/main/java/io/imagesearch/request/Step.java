package io.imagesearch.request;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.concurrent.Callable;

/** A part of a request's work that its trace shows; without traces it costs next to nothing. */
public enum Step {
  ANNOUNCE("announce"),
  DECODE("decode"),
  EMBED("embed"),
  SEARCH_INDEX("index search"),
  STORE("store"),
  WRITE_INDEX("index write");

  private static final ScopedValue<Tracer> TRACER = ScopedValue.newInstance();

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** What a step does. */
  @FunctionalInterface
  public interface Work<T, X extends Exception> {
    T run() throws X, InterruptedException;
  }

  /** What a step does that gives nothing. */
  @FunctionalInterface
  public interface Action<X extends Exception> {
    void run() throws X, InterruptedException;
  }

  /** Does the work as a span of the current trace, if there is one. */
  public <T, X extends Exception> T of(Work<T, X> work) throws X, InterruptedException {
    if (!TRACER.isBound()) {
      return work.run();
    }
    Tracer tracer = TRACER.get();
    Span span = tracer.nextSpan().name(label).start();
    try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
      return work.run();
    } catch (Exception e) {
      span.error(e);
      throw e;
    } finally {
      span.end();
    }
  }

  /** Does the work as a span of the current trace, if there is one. */
  public <X extends Exception> void in(Action<X> work) throws X, InterruptedException {
    boolean _ =
        of(() -> {
          work.run();
          return true;
        });
  }

  /** Says something about the step that this thread is in. */
  public static void note(String key, long value) {
    if (TRACER.isBound()) {
      Span span = TRACER.get().currentSpan();
      if (span != null) {
        span.tag(key, value);
      }
    }
  }

  /** Serves a request whose steps are to be seen. */
  static <R, X extends Throwable> R trace(
      Tracer tracer, ScopedValue.CallableOp<? extends R, X> request) throws X {
    return ScopedValue.where(TRACER, tracer).call(request);
  }

  static <T> Callable<T> handOver(Callable<T> work) {
    if (!TRACER.isBound()) {
      return work;
    }
    Tracer tracer = TRACER.get();
    Span span = tracer.currentSpan();
    return () -> {
      try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
        return trace(tracer, work::call);
      }
    };
  }
}
