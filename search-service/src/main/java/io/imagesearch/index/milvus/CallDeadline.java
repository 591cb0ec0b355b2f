package io.imagesearch.index.milvus;

import io.milvus.shaded.io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds everything that a call of the client does, which may be several requests and retries: its
 * own deadline is that of each request alone.
 */
final class CallDeadline {
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("milvus-deadlines").factory());

  private CallDeadline() {}

  static <T> T of(Duration deadline, Supplier<T> call) {
    Context.CancellableContext context =
        Context.current().withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS, TIMER);
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(before);
      context.cancel(null);
    }
  }
}
