package io.imagesearch.embedding;

import java.util.Arrays;
import java.util.List;

/** A picture as the network sees it: an L2-normalised float32 vector. Immutable. */
public final class Embedding {
  private final float[] values;

  private Embedding(float[] values) {
    this.values = values;
  }

  /**
   * Normalises a copy of the given values to length 1.
   *
   * @throws IllegalArgumentException when they have no direction: empty, zero or not finite
   */
  public static Embedding of(float... values) {
    double norm = Math.sqrt(squares(values));
    if (!(norm > 1e-12) || Double.isInfinite(norm)) {
      throw new IllegalArgumentException("an embedding needs finite values that are not all zero");
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / norm);
    }
    return new Embedding(unit);
  }

  /**
   * What {@link #toArray} gave, to the last bit: normalising again would round again.
   *
   * @throws IllegalArgumentException when the length is not 1
   */
  public static Embedding ofUnit(float... values) {
    if (!(Math.abs(squares(values) - 1) < 1e-3)) {
      throw new IllegalArgumentException("an embedding's length is 1");
    }
    return new Embedding(values.clone());
  }

  /**
   * One direction for "like these, unlike those": twice the mean of the positive examples minus the
   * mean of the negative ones (Rocchio's formula with both weights 1 around the positive mean).
   *
   * @throws IllegalArgumentException without a positive example, or when they cancel out
   */
  public static Embedding towards(List<Embedding> positive, List<Embedding> negative) {
    if (positive.isEmpty()) {
      throw new IllegalArgumentException("at least one positive example is needed");
    }
    if (positive.size() == 1 && negative.isEmpty()) {
      return positive.getFirst();
    }
    float[] sum = new float[positive.getFirst().dimension()];
    addScaled(sum, positive, (negative.isEmpty() ? 1f : 2f) / positive.size());
    addScaled(sum, negative, -1f / Math.max(1, negative.size()));
    return of(sum);
  }

  public int dimension() {
    return values.length;
  }

  /** Cosine similarity, −1 to 1. */
  public float cosine(Embedding other) {
    double dot = 0;
    for (int i = 0; i < values.length; i++) {
      dot += (double) values[i] * other.values[i];
    }
    return (float) dot;
  }

  /** A copy: embeddings are shared between threads. */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[" + values.length + "]";
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  private static void addScaled(float[] sum, List<Embedding> examples, float weight) {
    for (Embedding example : examples) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * example.values[i];
      }
    }
  }
}
