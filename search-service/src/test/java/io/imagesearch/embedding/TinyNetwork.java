package io.imagesearch.embedding;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network whose embedding of (a, b) points to (a, b). A picture whose first value is one of the
 * constants misbehaves instead. After {@link #hold} passes wait until they are let through.
 */
final class TinyNetwork implements Network {
  static final int VALUES = 2;
  static final float FAILS = -1;
  static final float KILLS_WORKER = -2;
  static final float HAS_NO_DIRECTION = -3;

  final List<Integer> batches = new CopyOnWriteArrayList<>();
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicBoolean broken = new AtomicBoolean();
  final AtomicInteger networkClosed = new AtomicInteger();
  final AtomicLong passNanos = new AtomicLong(1_000_000);
  private final AtomicLong ahead = new AtomicLong();
  private final AtomicBoolean holding = new AtomicBoolean();
  private final Semaphore entered = new Semaphore(0);
  private final Semaphore permits = new Semaphore(0);

  /** A clock that each pass moves on by its time, so that a pass of many is worth while. */
  long nanoTime() {
    return System.nanoTime() + ahead.get();
  }

  void advance(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  /** From now on each pass waits for a permit. */
  void hold() {
    batches.clear();
    holding.set(true);
  }

  /** Waits until a pass is inside. */
  void awaitPass() throws InterruptedException {
    entered.acquire();
  }

  void letThrough(int passes) {
    permits.release(passes);
  }

  void release() {
    holding.set(false);
    permits.release(1000);
  }

  @Override
  public ForwardPass openPass(int maxBatch) {
    if (broken.get()) {
      throw new IllegalStateException("the network is broken");
    }
    opened.incrementAndGet();
    return new Pass(FloatBuffer.allocate(VALUES * maxBatch));
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public String engine() {
    return "Tiny 1";
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public String precision() {
    return "float32";
  }

  @Override
  public void close() {
    networkClosed.incrementAndGet();
  }

  private final class Pass implements ForwardPass {
    private final FloatBuffer input;

    Pass(FloatBuffer input) {
      this.input = input;
    }

    @Override
    public FloatBuffer input() {
      return input;
    }

    @Override
    public float[][] run(int first, int count) {
      batches.add(count);
      ahead.addAndGet(passNanos.get());
      if (holding.get()) {
        entered.release();
        permits.acquireUninterruptibly();
      }
      float[][] rows = new float[count][];
      for (int i = 0; i < count; i++) {
        rows[i] = embed(input.get(2 * (first + i)), input.get(2 * (first + i) + 1));
      }
      return rows;
    }

    private float[] embed(float a, float b) {
      if (a == FAILS) {
        throw new IllegalStateException("this picture fails");
      }
      if (a == KILLS_WORKER) {
        throw new StackOverflowError("this picture kills the worker");
      }
      return a == HAS_NO_DIRECTION ? new float[] {0, Float.NaN} : new float[] {a, b};
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
