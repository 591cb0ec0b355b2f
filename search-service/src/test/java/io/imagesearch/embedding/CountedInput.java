package io.imagesearch.embedding;

import io.imagesearch.picture.InputTensor;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** An input of a few floats that knows how often it was closed. */
final class CountedInput implements InputTensor {
  private final float[] values;
  private final Runnable whenClosed;
  private final AtomicInteger closed = new AtomicInteger();

  CountedInput(float... values) {
    this(() -> {}, values);
  }

  CountedInput(Runnable whenClosed, float... values) {
    this.whenClosed = whenClosed;
    this.values = values;
  }

  @Override
  public FloatBuffer floats() {
    if (closed.get() > 0) {
      throw new IllegalStateException("read after it was closed");
    }
    return FloatBuffer.wrap(values);
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    whenClosed.run();
  }

  int timesClosed() {
    return closed.get();
  }
}
