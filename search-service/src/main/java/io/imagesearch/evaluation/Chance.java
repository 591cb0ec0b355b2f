package io.imagesearch.evaluation;

/**
 * What to expect where all orders are equally likely, which is what figures have to be compared
 * with: few and large classes are easily found.
 *
 * @param relevant R, of the query's class
 * @param candidates all that are ranked
 */
record Chance(int relevant, int candidates) implements Quality {

  @Override
  public double recallAt(int k) {
    double none = 1;
    for (int i = 0; i < Math.min(k, candidates); i++) {
      none *= Math.max(0.0, candidates - relevant - i) / (candidates - i);
    }
    return 1 - none;
  }

  @Override
  public double averagePrecision() {
    return precisions(candidates);
  }

  @Override
  public double averagePrecisionAtR() {
    return precisions(relevant);
  }

  /** Each place has one of the R by R / n, and then each before it by (R - 1) / (n - 1). */
  private double precisions(int last) {
    double density = candidates == 1 ? 0 : (relevant - 1.0) / (candidates - 1);
    double sum = 0;
    for (int place = 1; place <= last; place++) {
      sum += (1 + (place - 1) * density) / place;
    }
    return sum / candidates;
  }
}
