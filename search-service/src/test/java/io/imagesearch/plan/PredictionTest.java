package io.imagesearch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.index.MilvusFigures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is held against measurements is what the planner says. */
class PredictionTest {
  @Test
  void comesOfTheCostsThatArePlannedWith() {
    // Two segments, as one holds 104 857 vectors of 1280 dimensions.
    MilvusFigures figures =
        new MilvusFigures(
            200_000, 1000, 190e6, 1_978e6, 3_987e6, Duration.ofSeconds(454), Duration.ofSeconds(4));

    List<Prediction> predictions = Prediction.of(figures, 1280, PlannerTest.ROUND);

    assertThat(predictions)
        .extracting(Prediction::line)
        .containsExactly(
            "| memory of the vectors | 1,070 MB | 1,788 MB | -40 % |",
            "| files | 2,048 MB | 3,987 MB | -49 % |",
            "| processor time of a search | 4.00 ms | 4.00 ms | +0 % |",
            "| processor time of a vector taken in | 6.00 ms | 2.27 ms | +164 % |");
  }
}
