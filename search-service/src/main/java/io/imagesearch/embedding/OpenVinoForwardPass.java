package io.imagesearch.embedding;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A request of its own with a buffer that OpenVINO reads in place. It computes on the thread that
 * calls it.
 */
final class OpenVinoForwardPass implements ForwardPass {
  private final OpenVinoLibrary library;
  private final MemorySegment request;
  private final int inputSize;
  private final long pictureBytes;
  private final FloatBuffer input;
  private final MemorySegment inputBytes;

  OpenVinoForwardPass(
      OpenVinoLibrary library, MemorySegment compiled, int inputSize, int maxBatch) {
    this.library = library;
    this.inputSize = inputSize;
    pictureBytes = 3L * inputSize * inputSize * Float.BYTES;
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(maxBatch * pictureBytes))
            .order(ByteOrder.nativeOrder());
    input = buffer.asFloatBuffer();
    inputBytes = MemorySegment.ofBuffer(buffer);
    request = library.make("ov_compiled_model_create_infer_request", compiled);
  }

  @Override
  public FloatBuffer input() {
    return input;
  }

  @Override
  public float[][] run(int first, int count) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment shape = OpenVinoLibrary.shape(arena, count, 3, inputSize, inputSize);
      MemorySegment pictures = inputBytes.asSlice(first * pictureBytes, count * pictureBytes);
      MemorySegment tensor =
          library.make("ov_tensor_create_from_host_ptr", OpenVinoLibrary.FLOAT32, shape, pictures);
      try {
        library.call("ov_infer_request_set_input_tensor", request, tensor);
      } finally {
        library.call("ov_tensor_free", tensor);
      }
      library.call("ov_infer_request_infer", request);
      return output();
    } catch (IllegalStateException e) {
      throw new EmbeddingException("OpenVINO could not run the network", e);
    }
  }

  @Override
  public void close() {
    library.call("ov_infer_request_free", request);
  }

  private float[][] output() {
    MemorySegment tensor = library.make("ov_infer_request_get_output_tensor", request);
    try {
      long[] shape = library.shape(tensor);
      if (shape.length != 2) {
        throw new IllegalStateException(
            "the network gives " + Arrays.toString(shape) + ", not rows of numbers");
      }
      int dimension = Math.toIntExact(shape[1]);
      MemorySegment all = library.data(tensor, shape[0] * dimension * Float.BYTES);
      float[][] rows = new float[Math.toIntExact(shape[0])][dimension];
      for (int i = 0; i < rows.length; i++) {
        MemorySegment.copy(
            all, JAVA_FLOAT, (long) i * dimension * Float.BYTES, rows[i], 0, dimension);
      }
      return rows;
    } finally {
      library.call("ov_tensor_free", tensor);
    }
  }
}
