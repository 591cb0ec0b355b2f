package io.imagesearch.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prepares pictures for the network as torchvision's {@code Resize}, {@code CenterCrop} and {@code
 * Normalize} do. Safe for any number of threads.
 */
public final class InputTensors {
  /** What the batcher's queue and its workers hold in a busy moment. */
  private static final int POOLED = 64;

  private final Preprocessing preprocessing;
  private final BlockingQueue<FloatBuffer> pool;
  private final float[][] normalised = new float[3][256];

  /**
   * @param pooled buffers kept for reuse; more than that are made when more are in use
   */
  public InputTensors(Preprocessing preprocessing, int pooled) {
    this.preprocessing = preprocessing;
    this.pool = new ArrayBlockingQueue<>(pooled);
    for (int channel = 0; channel < 3; channel++) {
      float mean = preprocessing.mean().get(channel);
      float deviation = preprocessing.std().get(channel);
      for (int value = 0; value < 256; value++) {
        normalised[channel][value] = (value / 255f - mean) / deviation;
      }
    }
  }

  /** Keeps as many idle buffers as a busy moment needs. */
  public static InputTensors pooled(Preprocessing preprocessing) {
    return new InputTensors(preprocessing, POOLED);
  }

  /** The picture's part in the box, as the network wants it; the caller closes it. */
  public InputTensor of(Pixels pixels, CropBox crop) {
    FloatBuffer pooled = pool.poll();
    FloatBuffer floats = pooled != null ? pooled : allocate();
    try (Resampler resampler = resampler(pixels, crop)) {
      write(resampler, floats);
    }
    return new Pooled(floats);
  }

  private Resampler resampler(Pixels pixels, CropBox crop) {
    Span across = Span.of(crop.x(), crop.width(), pixels.fullWidth());
    Span down = Span.of(crop.y(), crop.height(), pixels.fullHeight());
    int shortSide = Math.min(across.length(), down.length());
    return new Resampler(
        pixels,
        weights(across, shortSide, pixels.width(), pixels.reduction()),
        weights(down, shortSide, pixels.height(), pixels.reduction()));
  }

  /** Whole pixels of the full picture, from a fraction of one of its sides. */
  private record Span(int start, int length) {
    static Span of(double start, double length, int side) {
      int from = Math.min((int) Math.round(start * side), side - 1);
      int to = Math.min((int) Math.round((start + length) * side), side);
      return new Span(from, Math.max(1, to - from));
    }
  }

  /** Only for the pixels that the centre crop leaves. */
  private Weights weights(Span span, int shortSide, int side, int reduction) {
    // torchvision cuts off the fraction of the long side.
    int target = (int) ((long) preprocessing.resize() * span.length() / shortSide);
    int size = preprocessing.size();
    // Python rounds halves to even, and so does rint.
    int from = (int) Math.rint((target - size) / 2.0);
    double offset = (double) span.start() / reduction;
    double length = (double) span.length() / reduction;
    return Weights.of(preprocessing.interpolation(), side, offset, length, target, from, size);
  }

  private void write(Resampler resampler, FloatBuffer floats) {
    int size = preprocessing.size();
    int[] planes = new int[3 * size];
    float[] row = new float[size];
    for (int y = 0; y < size; y++) {
      resampler.row(y, planes);
      for (int channel = 0; channel < 3; channel++) {
        float[] table = normalised[channel];
        for (int x = 0; x < size; x++) {
          row[x] = table[planes[channel * size + x]];
        }
        floats.put((channel * size + y) * size, row);
      }
    }
  }

  private FloatBuffer allocate() {
    return ByteBuffer.allocateDirect(Float.BYTES * preprocessing.floats())
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private final class Pooled implements InputTensor {
    private final FloatBuffer floats;
    private final AtomicBoolean closed = new AtomicBoolean();

    Pooled(FloatBuffer floats) {
      this.floats = floats;
    }

    @Override
    public FloatBuffer floats() {
      if (closed.get()) {
        throw new IllegalStateException(
            "the tensor is closed; its buffer may hold another picture");
      }
      return floats.clear();
    }

    @Override
    public void close() {
      if (!closed.compareAndSet(false, true)) {
        throw new IllegalStateException("the tensor is closed already");
      }
      // A full pool lets the buffer go.
      boolean _ = pool.offer(floats);
    }
  }
}
