package io.imagesearch.embedding;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A predictor with a buffer of its own that the network reads in place. Whatever native memory a
 * pass makes is freed when it ends.
 */
final class TorchForwardPass implements ForwardPass {
  private final int inputSize;
  private final int pictureBytes;
  private final ByteBuffer buffer;
  private final FloatBuffer input;
  private final Predictor<ByteBuffer, float[][]> predictor;

  TorchForwardPass(Model model, int inputSize, int maxBatch) {
    this.inputSize = inputSize;
    pictureBytes = 3 * inputSize * inputSize * Float.BYTES;
    buffer = ByteBuffer.allocateDirect(maxBatch * pictureBytes).order(ByteOrder.nativeOrder());
    input = buffer.asFloatBuffer();
    predictor = model.newPredictor(new RowsOfBatch());
  }

  @Override
  public FloatBuffer input() {
    return input;
  }

  @Override
  public float[][] run(int first, int count) {
    try {
      return predictor.predict(
          buffer.slice(first * pictureBytes, count * pictureBytes).order(ByteOrder.nativeOrder()));
    } catch (TranslateException e) {
      throw new EmbeddingException("PyTorch could not run the network", e);
    }
  }

  @Override
  public void close() {
    predictor.close();
  }

  private final class RowsOfBatch implements NoBatchifyTranslator<ByteBuffer, float[][]> {
    @Override
    public NDList processInput(TranslatorContext context, ByteBuffer pictures) {
      int count = pictures.remaining() / pictureBytes;
      Shape shape = new Shape(count, 3, inputSize, inputSize);
      return new NDList(context.getNDManager().create(pictures, shape, DataType.FLOAT32));
    }

    @Override
    public float[][] processOutput(TranslatorContext context, NDList output) {
      NDArray embeddings = output.singletonOrThrow();
      Shape shape = embeddings.getShape();
      if (shape.dimension() != 2) {
        throw new IllegalStateException("the network gives " + shape + ", not rows of numbers");
      }
      float[] all = embeddings.toFloatArray();
      int dimension = Math.toIntExact(shape.get(1));
      float[][] rows = new float[Math.toIntExact(shape.get(0))][dimension];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(all, i * dimension, rows[i], 0, dimension);
      }
      return rows;
    }
  }
}
