package io.imagesearch;

import java.lang.reflect.Proxy;

/**
 * Lets a process that was asked to stop, and did so in order, end with status 0. Java's own answer
 * to a TERM stops in the same order, and then reports 143, which reads as a failure.
 */
final class StopSignals {
  private StopSignals() {}

  /** By name: the compiler warns of these types, and there are no others. */
  static void endWell() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object exit =
          Proxy.newProxyInstance(
              handler.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> exit());
      for (String name : new String[] {"TERM", "INT"}) {
        Object each = signal.getConstructor(String.class).newInstance(name);
        var _ = signal.getMethod("handle", signal, handler).invoke(null, each, exit);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every JDK has jdk.unsupported", e);
    }
  }

  private static Object exit() {
    System.exit(0);
    throw new AssertionError("the process has ended");
  }
}
