package io.imagesearch.store.s3;

import io.imagesearch.store.StoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Bounds every call: how many are under way, and how long somebody waits for one. A call runs on a
 * virtual thread, whose interruption closes the connection that it waits for, so a server that
 * never answers holds neither the caller nor the place.
 */
final class S3Calls {
  /** A burst of healthy calls is over by then. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final int MEGABYTE = 1 << 20;

  private final String where;
  private final Duration timeout;
  private final Duration perMegabyte;
  private final Semaphore places;

  S3Calls(S3Properties properties) {
    where = properties.toString();
    timeout = properties.timeout();
    perMegabyte = properties.timeoutPerMegabyte();
    places = new Semaphore(properties.maxCalls());
  }

  /** For a call that carries so many bytes, or may. */
  Duration deadline(long bytes) {
    return timeout.plus(perMegabyte.multipliedBy(bytes / MEGABYTE));
  }

  <T> T call(String what, Supplier<T> call) {
    return call(what, timeout, call);
  }

  /**
   * The call's result.
   *
   * @throws StoreException when it fails, takes longer, or too many others are under way
   */
  <T> T call(String what, Duration within, Supplier<T> call) {
    return call(what, new Patience(within), call);
  }

  /** How long a call is waited for; more, once it is known how much it brings. */
  final class Patience {
    private final AtomicLong end;

    private Patience(Duration within) {
      end = new AtomicLong(System.nanoTime() + within.toNanos());
    }

    void extend(long bytes) {
      end.addAndGet(perMegabyte.multipliedBy(bytes / MEGABYTE).toNanos());
    }

    private long left() {
      return end.get() - System.nanoTime();
    }
  }

  /** For one call whose length its answer tells. */
  Patience patience() {
    return new Patience(timeout);
  }

  <T> T call(String what, Patience patience, Supplier<T> call) {
    long began = System.nanoTime();
    CompletableFuture<T> answer = new CompletableFuture<>();
    @Nullable Thread caller = null;
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure(what, "too many calls are waiting for it", null);
      }
      caller = Thread.ofVirtual().name("s3-call").start(() -> run(call, answer));
      return await(answer, patience);
    } catch (TimeoutException e) {
      Objects.requireNonNull(caller).interrupt();
      long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      throw failure(what, "no answer within " + waited + " ms", e);
    } catch (InterruptedException e) {
      if (caller != null) {
        caller.interrupt();
      }
      Thread.currentThread().interrupt();
      throw failure(what, "the service stops", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreException own
          ? own
          : failure(what, reason(e.getCause()), e.getCause());
    }
  }

  StoreException failure(String what, String why, @Nullable Throwable cause) {
    return new StoreException("The " + where + " can't " + what + ": " + why, cause);
  }

  private static <T> T await(CompletableFuture<T> answer, Patience patience)
      throws TimeoutException, ExecutionException, InterruptedException {
    while (true) {
      try {
        return answer.get(patience.left(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (patience.left() <= 0) {
          throw e;
        }
      }
    }
  }

  private <T> void run(Supplier<T> call, CompletableFuture<T> answer) {
    try {
      answer.complete(call.get());
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    } finally {
      places.release();
    }
  }

  /** What the server said; its own words name no secret of ours. */
  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case S3Exception e when e.awsErrorDetails() != null ->
          e.statusCode() + " " + e.awsErrorDetails().errorCode();
      case SdkException e -> String.valueOf(e.getMessage());
      case null, default -> String.valueOf(cause);
    };
  }
}
