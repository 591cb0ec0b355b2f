package io.imagesearch.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** A buffer of its own that the shared session reads in place. */
final class OnnxForwardPass implements ForwardPass {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String inputName;
  private final int inputSize;
  private final int pictureFloats;
  private final FloatBuffer input;

  OnnxForwardPass(OrtEnvironment environment, OrtSession session, int inputSize, int maxBatch) {
    this.environment = environment;
    this.session = session;
    this.inputName = session.getInputNames().iterator().next();
    this.inputSize = inputSize;
    this.pictureFloats = 3 * inputSize * inputSize;
    this.input =
        ByteBuffer.allocateDirect(maxBatch * pictureFloats * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  @Override
  public FloatBuffer input() {
    return input;
  }

  @Override
  public float[][] run(int first, int count) {
    FloatBuffer pictures = input.slice(first * pictureFloats, count * pictureFloats);
    long[] shape = {count, 3, inputSize, inputSize};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pictures, shape);
        OrtSession.Result result = session.run(Map.of(inputName, tensor))) {
      if (result.get(0) instanceof OnnxTensor output
          && output.getValue() instanceof float[][] rows) {
        return rows;
      }
      throw new IllegalStateException("the network does not give rows of numbers");
    } catch (OrtException e) {
      throw new EmbeddingException("ONNX Runtime could not run the network", e);
    }
  }

  @Override
  public void close() {
    // The session belongs to the network, and the buffer is freed with this.
  }
}
