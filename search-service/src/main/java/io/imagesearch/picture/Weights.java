package io.imagesearch.picture;

import io.imagesearch.picture.Preprocessing.Interpolation;
import java.util.Arrays;

/**
 * One axis of a resize: which source pixels, with which weights, make each wanted target pixel. The
 * filters and their rounding are Pillow's, so that a network sees what it was trained on.
 */
final class Weights {
  /** Weights are integers in units of 2^-22, the most that 8 bits and a sum leave room for. */
  static final int PRECISION = 22;

  private final int[] first;
  private final int[][] weights;

  private Weights(int[] first, int[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  /**
   * @param side of the source, pixels
   * @param offset where the part to be resized begins in the source; nothing before it is used
   * @param length of that part; nothing after it is used
   * @param target length after the resize
   * @param from first target pixel that is wanted
   * @param count how many are wanted
   */
  static Weights of(
      Interpolation filter,
      int side,
      double offset,
      double length,
      int target,
      int from,
      int count) {
    double scale = length / target;
    double stretch = Math.max(1, scale);
    double support = stretch * (filter == Interpolation.BILINEAR ? 1 : 2);
    int lowest = (int) Math.floor(offset);
    int highest = Math.min(side, (int) Math.ceil(offset + length));
    int[] first = new int[count];
    int[][] weights = new int[count][];
    for (int i = 0; i < count; i++) {
      double centre = offset + (from + i + 0.5) * scale;
      int begin = Math.max(lowest, (int) (centre - support + 0.5));
      int end = Math.min(highest, (int) (centre + support + 0.5));
      double[] exact = new double[end - begin];
      double sum = 0;
      for (int k = 0; k < exact.length; k++) {
        exact[k] = at(filter, (begin + k - centre + 0.5) / stretch);
        sum += exact[k];
      }
      first[i] = begin;
      weights[i] = new int[exact.length];
      for (int k = 0; k < exact.length; k++) {
        double scaled = exact[k] / sum * (1 << PRECISION);
        weights[i][k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
      }
    }
    return new Weights(first, weights);
  }

  private static double at(Interpolation filter, double distance) {
    double x = Math.abs(distance);
    return switch (filter) {
      case BILINEAR -> x < 1 ? 1 - x : 0;
      case BICUBIC ->
          x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    };
  }

  int count() {
    return first.length;
  }

  /** The first source pixel of target pixel {@code i}. */
  int first(int i) {
    return first[i];
  }

  /** The weights of target pixel {@code i}; shared, not to be written. */
  int[] of(int i) {
    return weights[i];
  }

  /** The most source pixels that make one target pixel. */
  int longest() {
    return Arrays.stream(weights).mapToInt(each -> each.length).max().orElseThrow();
  }

  /** The first source pixel of all. */
  int begin() {
    return first[0];
  }

  /** One after the last source pixel of all. */
  int end() {
    return first[first.length - 1] + weights[weights.length - 1].length;
  }
}
