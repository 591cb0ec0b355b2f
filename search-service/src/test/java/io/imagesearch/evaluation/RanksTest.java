package io.imagesearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RanksTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void countsPlacesFromTheBestScoreOn() {
    // 0.9 own, 0.8, 0.7 own, 0.6, 0.5 own, 0.4, 0.3: places 1, 3 and 5
    Ranks ranks = Ranks.of(floats(0.7, 0.9, 0.5), floats(0.4, 0.8, 0.3, 0.6));
    assertThat(ranks.recallAt(1)).isEqualTo(1);
    assertThat(ranks.averagePrecision()).isEqualTo((1 + 2 / 3.0 + 3 / 5.0) / 3, EXACT);
    assertThat(ranks.averagePrecisionAtR()).isEqualTo((1 + 2 / 3.0) / 3, EXACT);
  }

  @Test
  void findsNothingBeforeThePlaceOfTheFirst() {
    Ranks ranks = Ranks.of(floats(0.1), floats(0.4, 0.8, 0.3, 0.6)); // place 5
    assertThat(ranks.recallAt(4)).isZero();
    assertThat(ranks.recallAt(5)).isEqualTo(1);
    assertThat(ranks.averagePrecision()).isEqualTo(1 / 5.0, EXACT);
    assertThat(ranks.averagePrecisionAtR()).isZero();
  }

  @Test
  void putsOtherClassesFirstWhereScoresAreEqual() {
    Ranks ranks = Ranks.of(floats(0.5, 0.5, 0.2), floats(0.5, 0.2, 0.1)); // places 2, 3 and 5
    assertThat(ranks.recallAt(1)).isZero();
    assertThat(ranks.recallAt(2)).isEqualTo(1);
    assertThat(ranks.averagePrecision()).isEqualTo((1 / 2.0 + 2 / 3.0 + 3 / 5.0) / 3, EXACT);
    assertThat(ranks.averagePrecisionAtR()).isEqualTo((1 / 2.0 + 2 / 3.0) / 3, EXACT);
  }

  @Test
  void isPerfectWhereNoOtherClassIsAhead() {
    for (float[] others : new float[][] {{}, {0.1f, -1}}) {
      Ranks ranks = Ranks.of(floats(0.9, 0.2), others);
      assertThat(ranks.averagePrecision()).isEqualTo(1, EXACT);
      assertThat(ranks.averagePrecisionAtR()).isEqualTo(1, EXACT);
    }
  }

  /** The definition, word by word: of each wanted one all that stand before it are counted. */
  @Test
  void agreesWithCountingOneByOne() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      float[] own = scores(random, 1 + random.nextInt(8));
      float[] others = scores(random, random.nextInt(20));
      double sum = 0;
      float[] sorted = own.clone();
      Arrays.sort(sorted);
      for (int nth = 1; nth <= sorted.length; nth++) {
        float score = sorted[sorted.length - nth];
        long ahead = IntStream.range(0, others.length).filter(i -> others[i] >= score).count();
        sum += nth / (double) (nth + ahead);
      }
      assertThat(Ranks.of(own, others).averagePrecision()).isEqualTo(sum / own.length, EXACT);
    }
  }

  private static float[] scores(Random random, int count) {
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      scores[i] = random.nextInt(6) / 5f; // few values, so that many are equal
    }
    return scores;
  }

  private static float[] floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
