package io.imagesearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** All orders of six are few enough to try each. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,6", "2,2", "2,6", "3,6", "5,6", "6,6"})
  void isTheMeanOverAllOrders(int relevant, int candidates) {
    List<Ranks> all = orders(relevant, candidates);
    Chance chance = new Chance(relevant, candidates);
    Figures means = Figures.mean(all, List.of(1, 2, 4, 10));
    means.recallAt().forEach((k, mean) -> assertThat(chance.recallAt(k)).isEqualTo(mean, EXACT));
    assertThat(chance.averagePrecision()).isEqualTo(means.meanAveragePrecision(), EXACT);
    assertThat(chance.averagePrecisionAtR()).isEqualTo(means.meanAveragePrecisionAtR(), EXACT);
  }

  @Test
  void isTheShareOfTheClassForTheFirst() {
    assertThat(new Chance(9, 125).recallAt(1)).isEqualTo(9 / 125.0, EXACT);
    assertThat(new Chance(9, 125).recallAt(117)).isEqualTo(1, EXACT);
  }

  private static List<Ranks> orders(int relevant, int candidates) {
    List<Ranks> orders = new ArrayList<>();
    for (int chosen = 0; chosen < 1 << candidates; chosen++) {
      if (Integer.bitCount(chosen) == relevant) {
        float[] own = new float[relevant];
        float[] others = new float[candidates - relevant];
        int owns = 0;
        for (int i = 0; i < candidates; i++) {
          if ((chosen >> i & 1) == 1) {
            own[owns++] = i;
          } else {
            others[i - owns] = i;
          }
        }
        orders.add(Ranks.of(own, others));
      }
    }
    return orders;
  }
}
