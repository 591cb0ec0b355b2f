package io.imagesearch.embedding;

import io.imagesearch.model.ModelFolder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** In the place of the model's network: one whose passes can be kept from ending. */
final class HeldNetwork implements Network {
  private static final int PERMITS = 1000;

  private final int floats;
  private final int dimension;
  private final Semaphore gate = new Semaphore(PERMITS);

  private HeldNetwork(int floats, int dimension) {
    this.floats = floats;
    this.dimension = dimension;
  }

  /** To be started with the service; unmarked, so that no other test's service finds it. */
  static class Wiring {

    @Bean
    @Primary
    HeldNetwork heldNetwork(ModelFolder model) {
      return new HeldNetwork(
          model.manifest().preprocessing().floats(), model.manifest().dimension());
    }
  }

  void hold() {
    gate.drainPermits();
  }

  void release() {
    gate.release(PERMITS);
  }

  @Override
  public ForwardPass openPass(int maxBatch) {
    FloatBuffer input = FloatBuffer.allocate(maxBatch * floats);
    return new ForwardPass() {
      @Override
      public FloatBuffer input() {
        return input;
      }

      @Override
      public float[][] run(int first, int count) {
        gate.acquireUninterruptibly();
        gate.release();
        float[][] rows = new float[count][dimension];
        for (float[] row : rows) {
          Arrays.fill(row, 1);
        }
        return rows;
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String engine() {
    return "Held 1";
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
    release();
  }
}
