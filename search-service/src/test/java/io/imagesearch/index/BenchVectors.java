package io.imagesearch.index;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.imagesearch.embedding.Embedding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.apache.lucene.util.VectorUtil;

/**
 * Many vectors from few real ones. Each is a random convex mix of a real embedding and two of its
 * ten nearest neighbours, plus the difference of two crops of some picture, plus independent noise
 * with each dimension's own spread between crops; negatives become 0, as after ReLU. The two noise
 * factors were chosen so that the local intrinsic dimension is at least that of the real ones.
 */
final class BenchVectors {
  /** Crops of one picture follow each other; see embed_crops.py. */
  private static final int CROPS = 3;

  private static final int NEIGHBOURS = 10;
  private static final float DIFFERENCE = 0.5f;
  private static final float NOISE = 0.6f;

  private final float[][] base;
  private final float[] spread;

  private BenchVectors(float[][] base) {
    this.base = base;
    spread = spreadBetweenCrops(base);
  }

  static BenchVectors from(Path file) throws IOException {
    return new BenchVectors(read(file));
  }

  /** Where embed_crops.py wrote to. */
  static Path folder() {
    String cache = System.getProperty("user.home") + "/.cache/image-search/bench";
    return Path.of(System.getProperty("bench.vectors", cache));
  }

  /** What embed_crops.py wrote: rows and columns as int32, then float32, all little-endian. */
  static float[][] read(Path file) throws IOException {
    assumeTrue(
        Files.exists(file), () -> file + " is missing: docs/benchmarks.md says how to make it");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[][] rows = new float[bytes.getInt()][bytes.getInt()];
    FloatBuffer values = bytes.asFloatBuffer();
    for (float[] row : rows) {
      values.get(row);
    }
    return rows;
  }

  List<Embedding> extendedTo(int count) {
    int[][] near = neighbours();
    Random random = new Random(1);
    List<Embedding> vectors = new ArrayList<>(count);
    for (float[] row : base) {
      vectors.add(Embedding.of(row));
    }
    while (vectors.size() < count) {
      int of = random.nextInt(base.length);
      vectors.add(mix(of, near[of], random));
    }
    return vectors;
  }

  private Embedding mix(int of, int[] near, Random random) {
    double[] weight = new double[3];
    double sum = 0;
    for (int i = 0; i < weight.length; i++) {
      weight[i] = -Math.log(1 - random.nextDouble());
      sum += weight[i];
    }
    float[] a = base[of];
    float[] b = base[near[random.nextInt(near.length)]];
    float[] c = base[near[random.nextInt(near.length)]];
    int picture = random.nextInt(base.length / CROPS) * CROPS;
    float difference = DIFFERENCE * (float) random.nextGaussian();
    float[] mixed = new float[a.length];
    for (int i = 0; i < mixed.length; i++) {
      double value = (weight[0] * a[i] + weight[1] * b[i] + weight[2] * c[i]) / sum;
      value += difference * (base[picture][i] - base[picture + 1][i]);
      value += NOISE * spread[i] * random.nextGaussian();
      mixed[i] = (float) Math.max(0, value);
    }
    return Embedding.of(mixed);
  }

  private int[][] neighbours() {
    int[][] near = new int[base.length][];
    for (int i = 0; i < base.length; i++) {
      PriorityQueue<float[]> best = new PriorityQueue<>((x, y) -> Float.compare(x[0], y[0]));
      for (int j = 0; j < base.length; j++) {
        if (i != j) {
          best.add(new float[] {VectorUtil.dotProduct(base[i], base[j]), j});
          if (best.size() > NEIGHBOURS) {
            best.poll();
          }
        }
      }
      near[i] = best.stream().mapToInt(entry -> (int) entry[1]).toArray();
    }
    return near;
  }

  private static float[] spreadBetweenCrops(float[][] base) {
    float[] spread = new float[base[0].length];
    double pictures = Math.floorDiv(base.length, CROPS);
    for (int i = 0; i < spread.length; i++) {
      double squares = 0;
      for (int row = 0; row + 1 < base.length; row += CROPS) {
        double difference = base[row][i] - base[row + 1][i];
        squares += difference * difference;
      }
      spread[i] = (float) Math.sqrt(squares / 2 / pictures);
    }
    return spread;
  }
}
