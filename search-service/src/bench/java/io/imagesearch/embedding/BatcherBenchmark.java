package io.imagesearch.embedding;

import io.imagesearch.picture.InputTensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.FloatBuffer;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** What queue and batcher cost: the network does nothing, and the inputs have the real size. */
@State(Scope.Benchmark)
public class BatcherBenchmark {
  private static final int FLOATS = 3 * 224 * 224;
  private static final int DIMENSION = 1280;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FloatBuffer floats = FloatBuffer.allocate(FLOATS);
  private BatchingEmbedder embedder = open();

  private static BatchingEmbedder open() {
    return new BatchingEmbedder(
        new NoNetwork(),
        Settings.of("workers=1", "threads=1", "max-batch=8"),
        new EmbeddingMetrics(new SimpleMeterRegistry()),
        Duration.ofSeconds(5));
  }

  @Setup
  public void warm() throws InterruptedException {
    one();
  }

  @TearDown
  public void close() {
    embedder.close();
  }

  @Benchmark
  @Threads(1)
  public Embedding one() throws InterruptedException {
    return embedder.embed(new Shared(floats.duplicate()), Lane.INTERACTIVE, PATIENCE);
  }

  @Benchmark
  @Threads(32)
  public Embedding thirtyTwo() throws InterruptedException {
    return one();
  }

  private record Shared(FloatBuffer floats) implements InputTensor {
    @Override
    public FloatBuffer floats() {
      return floats.clear();
    }

    @Override
    public void close() {
      // Not pooled.
    }
  }

  private static final class NoNetwork implements Network {
    @Override
    public ForwardPass openPass(int maxBatch) {
      return new NoPass(FloatBuffer.allocate(maxBatch * FLOATS));
    }

    @Override
    public int dimension() {
      return DIMENSION;
    }

    @Override
    public String engine() {
      return "none";
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
      // Holds nothing.
    }
  }

  private record NoPass(FloatBuffer input) implements ForwardPass {
    @Override
    public float[][] run(int first, int count) {
      float[][] rows = new float[count][DIMENSION];
      for (float[] row : rows) {
        row[0] = 1;
      }
      return rows;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
