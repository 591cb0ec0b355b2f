package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the warm-up makes of an engine, by a clock that passes move on by their time. */
class BatchLimitsTest {
  private final TreeSet<Integer> warmed = new TreeSet<>();
  private long clock;

  @Test
  void staysAtOneWhereABatchTakesAsLongAsItsPicturesAlone() {
    BatchLimits limits = measure(32, size -> 20_000_000L * size);

    assertThat(limits).isEqualTo(new BatchLimits(1, 1, 20e6));
    assertThat(warmed).containsExactly(1, 2);
  }

  @Test
  void growsWhileTwiceTheBatchIsWorthIt() {
    // Saturates: 64 bring 8 % more per second than 32, and 128 no more than 4 % on top.
    BatchLimits limits = measure(256, size -> 4_000_000L + 700_000L * size);

    assertThat(limits.most()).isEqualTo(64);
    assertThat(limits.calm()).as("within one and a half times a pass of one, 7 ms").isEqualTo(4);
    assertThat(limits.nanosPerPicture()).isEqualTo(762_500);
  }

  @Test
  void neverTakesMoreThanTheSettingAllows() {
    BatchLimits limits = measure(12, _ -> 4_000_000L);

    assertThat(limits).isEqualTo(new BatchLimits(12, 12, 4e6 / 12));
    assertThat(warmed).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 10, 12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 12, 31, 32, 100, 256})
  void runsEveryNumberOfPicturesAsOneOfFewSizes(int limit) {
    for (int pictures = 1; pictures <= limit; pictures++) {
      int size = BatchSizes.atLeast(pictures, limit);
      assertThat(size).isBetween(pictures, Math.min(limit, pictures + pictures / 4));
      assertThat(BatchSizes.upTo(limit)).contains(size);
    }
    assertThat(BatchSizes.upTo(limit).count()).isLessThanOrEqualTo(28);
  }

  private BatchLimits measure(int maxBatch, IntToLongFunction nanos) {
    ForwardPass pass =
        new ForwardPass() {
          @Override
          public FloatBuffer input() {
            return FloatBuffer.allocate(maxBatch);
          }

          @Override
          public float[][] run(int first, int count) {
            warmed.add(count);
            clock += nanos.applyAsLong(count);
            return IntStream.range(0, count).mapToObj(_ -> new float[1]).toArray(float[][]::new);
          }

          @Override
          public void close() {
            // Nothing is held.
          }
        };
    return BatchLimits.measure(pass, maxBatch, () -> clock);
  }
}
