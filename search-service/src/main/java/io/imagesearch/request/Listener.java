package io.imagesearch.request;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * Whoever waits for the answer to the request that this thread serves. Bound by what serves the
 * connection, so that whatever takes long can ask without knowing of connections.
 */
public final class Listener {
  private static final ScopedValue<BooleanSupplier> GONE = ScopedValue.newInstance();

  private Listener() {}

  /** Whether somebody could be found to have gone: not for work that belongs to no request. */
  public static boolean isKnown() {
    return GONE.isBound();
  }

  /** Whether nobody is there any more to read the answer. */
  public static boolean isGone() {
    return GONE.isBound() && GONE.get().getAsBoolean();
  }

  /**
   * Serves a request whose listener can be asked for.
   *
   * @param gone asked by any thread that works for the request, while it lasts
   */
  public static <R, X extends Throwable> R serve(
      BooleanSupplier gone, ScopedValue.CallableOp<? extends R, X> request) throws X {
    return ScopedValue.where(GONE, gone).call(request);
  }

  static <T> Callable<T> handOver(Callable<T> work) {
    if (!GONE.isBound()) {
      return work;
    }
    BooleanSupplier gone = GONE.get();
    return () -> serve(gone, work::call);
  }
}
