package io.imagesearch.evaluation;

import java.util.Arrays;

/** The places at which those of the query's class stand, the first of all being 1. */
final class Ranks implements Quality {
  private final int[] places;

  private Ranks(int[] places) {
    this.places = places;
  }

  /**
   * By the scores of the query's class and of all other classes. Of equal scores those of other
   * classes stand first: a model gains nothing by not telling pictures apart, and neither names nor
   * the order of files matter.
   */
  static Ranks of(float[] own, float[] others) {
    float[] ascending = own.clone();
    Arrays.sort(ascending);
    int[] beaten = new int[own.length + 1];
    for (float score : others) {
      beaten[notAbove(ascending, score)]++;
    }
    int[] places = new int[own.length];
    int ahead = 0;
    for (int i = own.length; i > 0; i--) {
      ahead += beaten[i];
      int ownPlace = own.length - i;
      places[ownPlace] = ownPlace + ahead + 1;
    }
    return new Ranks(places);
  }

  /** How many are not above this score. */
  private static int notAbove(float[] ascending, float score) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle] <= score) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  @Override
  public double recallAt(int k) {
    return places[0] <= k ? 1 : 0;
  }

  @Override
  public double averagePrecision() {
    return precisions(Integer.MAX_VALUE);
  }

  @Override
  public double averagePrecisionAtR() {
    return precisions(places.length);
  }

  private double precisions(int last) {
    double sum = 0;
    for (int i = 0; i < places.length && places[i] <= last; i++) {
      sum += (i + 1.0) / places[i];
    }
    return sum / places.length;
  }
}
