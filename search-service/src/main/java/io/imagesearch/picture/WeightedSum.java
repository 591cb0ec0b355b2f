package io.imagesearch.picture;

import java.util.Arrays;

/**
 * Adds lines up by weights and rounds to 8 bits. Lines are in a ring: their count is a power of
 * two, and line n is at n modulo that.
 *
 * <p>C2 makes vector instructions of loops that index every array alike, each in its own method.
 * Short lines are loop ends for the most part, so there are few loops: two for up to nine lines.
 */
final class WeightedSum {
  private static final int HALF = 1 << (Weights.PRECISION - 1);

  /** Fewest lines for the fast way; others come from enlarging and from a picture's edges. */
  private static final int FEW = 5;

  private WeightedSum() {}

  /** Lines from {@code first} on, one for each weight, at least as long as the target. */
  static void of(int[][] ring, int first, int[] weights, int[] target) {
    int count = weights.length;
    if (count < FEW) {
      ofFew(ring, first, weights, target);
      return;
    }
    begin(ring, first, weights, target);
    int added = 4;
    for (; added < count - FEW; added += 4) {
      addFour(ring, first, weights, added, target);
    }
    end(ring, first, weights, added, target);
  }

  private static void ofFew(int[][] ring, int first, int[] weights, int[] target) {
    Arrays.fill(target, HALF);
    for (int k = 0; k < weights.length; k++) {
      addOne(line(ring, first + k), weights[k], target);
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = rounded(target[i]);
    }
  }

  private static void addOne(int[] line, int weight, int[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += weight * line[i];
    }
  }

  private static void begin(int[][] ring, int first, int[] weights, int[] target) {
    int[] a = line(ring, first);
    int[] b = line(ring, first + 1);
    int[] c = line(ring, first + 2);
    int[] d = line(ring, first + 3);
    int wa = weights[0];
    int wb = weights[1];
    int wc = weights[2];
    int wd = weights[3];
    for (int i = 0; i < target.length; i++) {
      target[i] = HALF + wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
    }
  }

  private static void addFour(int[][] ring, int first, int[] weights, int k, int[] target) {
    int[] a = line(ring, first + k);
    int[] b = line(ring, first + k + 1);
    int[] c = line(ring, first + k + 2);
    int[] d = line(ring, first + k + 3);
    int wa = weights[k];
    int wb = weights[k + 1];
    int wc = weights[k + 2];
    int wd = weights[k + 3];
    for (int i = 0; i < target.length; i++) {
      target[i] += wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
    }
  }

  /** The last five; those of them that were added already count nothing. */
  private static void end(int[][] ring, int first, int[] weights, int added, int[] target) {
    int k = weights.length - FEW;
    int[] a = line(ring, first + k);
    int[] b = line(ring, first + k + 1);
    int[] c = line(ring, first + k + 2);
    int[] d = line(ring, first + k + 3);
    int[] e = line(ring, first + k + 4);
    int wa = k < added ? 0 : weights[k];
    int wb = k + 1 < added ? 0 : weights[k + 1];
    int wc = k + 2 < added ? 0 : weights[k + 2];
    int wd = k + 3 < added ? 0 : weights[k + 3];
    int we = weights[k + 4];
    for (int i = 0; i < target.length; i++) {
      target[i] = rounded(target[i] + wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i] + we * e[i]);
    }
  }

  private static int rounded(int sum) {
    return Math.max(0, Math.min(255, sum >> Weights.PRECISION));
  }

  private static int[] line(int[][] ring, int number) {
    return ring[number & ring.length - 1];
  }
}
