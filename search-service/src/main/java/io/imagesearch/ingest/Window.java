package io.imagesearch.ingest;

import java.util.function.IntSupplier;

/** How many are under way at once: as many as a bound, which may change with each that ends. */
final class Window {
  private final IntSupplier bound;
  private int inside;

  /**
   * @param bound at least 1, or nobody would come in again
   */
  Window(IntSupplier bound) {
    this.bound = bound;
  }

  synchronized void enter() throws InterruptedException {
    while (inside >= bound.getAsInt()) {
      wait(); // somebody is inside, and looks at the bound anew on leaving
    }
    inside++;
  }

  synchronized void leave() {
    inside--;
    notifyAll();
  }

  synchronized void awaitEmpty() throws InterruptedException {
    while (inside > 0) {
      wait();
    }
  }
}
