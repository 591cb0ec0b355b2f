package io.imagesearch.request;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Takes what is known of a request to another thread that does some of its work. */
public final class Handover {

  private Handover() {}

  /** The same work, to be done before the request ends, with this thread's id, trace, listener. */
  public static <T> Callable<T> of(Callable<T> work) {
    @Nullable Map<String, String> log = MDC.getCopyOfContextMap();
    Callable<T> whole = Listener.handOver(Step.handOver(work));
    return () -> {
      if (log != null) {
        MDC.setContextMap(log);
      }
      try {
        return whole.call();
      } finally {
        MDC.clear();
      }
    };
  }
}
