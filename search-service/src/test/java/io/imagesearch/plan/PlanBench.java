package io.imagesearch.plan;

import io.imagesearch.index.MilvusFigures;
import io.imagesearch.index.MilvusTrial;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the planner against indexes of several sizes, and prints what it said, what is, and how far
 * they are apart: {@code -Dbench.sizes=100000,200000}. docs/benchmarks.md says where the vectors
 * come from.
 */
class PlanBench {
  private static final int DIMENSION = 1280;
  private static final int[] SIZES =
      Stream.of(System.getProperty("bench.sizes", "100000,200000").split(",", -1))
          .mapToInt(Integer::parseInt)
          .toArray();

  @Test
  void predicts() throws Exception {
    for (int size : SIZES) {
      MilvusFigures figures = MilvusTrial.figures(size);
      System.out.printf("%n| %,d vectors | predicted | measured | error |%n", size);
      System.out.println("|---|--:|--:|--:|");
      Prediction.of(figures, DIMENSION, UnitCosts.measured())
          .forEach(each -> System.out.println(each.line()));
    }
  }
}
