package io.imagesearch.evaluation;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.wire.Vectors;

/**
 * A picture whose class is known.
 *
 * @param name by which figures tell of it
 * @param label its class
 * @param id the same for the same bytes
 */
public record LabelledPicture(String name, String label, String id, Embedding embedding) {

  /**
   * Of what the service answered.
   *
   * @param vector little-endian float32
   * @throws IllegalArgumentException when that is no embedding
   */
  public static LabelledPicture of(String name, String label, String id, byte[] vector) {
    return new LabelledPicture(name, label, id, Vectors.read(vector, vector.length / Float.BYTES));
  }

  /** A collection has the same bytes once: a picture never finds itself under another name. */
  boolean mayFind(LabelledPicture other) {
    return !id.equals(other.id);
  }
}
