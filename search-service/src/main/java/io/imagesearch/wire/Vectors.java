package io.imagesearch.wire;

import io.imagesearch.embedding.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Embeddings as float32, little-endian, one after the other. */
public final class Vectors {
  private Vectors() {}

  public static byte[] write(Embedding embedding) {
    float[] values = embedding.toArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is no embedding of this length
   */
  public static Embedding read(byte[] bytes, int dimension) {
    if (bytes.length != Float.BYTES * dimension) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are no embedding of " + dimension + " numbers");
    }
    float[] values = new float[dimension];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return Embedding.ofUnit(values);
  }
}
