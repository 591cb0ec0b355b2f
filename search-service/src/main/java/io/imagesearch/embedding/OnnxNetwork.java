package io.imagesearch.embedding;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.imagesearch.model.ModelManifest;
import io.imagesearch.model.ModelWeights;

/** A network in ONNX Runtime, on the processor in float32. One session serves all passes. */
final class OnnxNetwork extends LoadedNetwork {
  private final OnnxEngine engine;
  private final OrtSession session;

  private OnnxNetwork(
      OnnxEngine engine, OrtSession session, ModelManifest manifest, ModelWeights weights) {
    super(engine.label(), "cpu", manifest, weights);
    this.engine = engine;
    this.session = session;
  }

  /**
   * Loads and tries it.
   *
   * @param threads that one pass computes with
   */
  static OnnxNetwork load(
      OnnxEngine engine, ModelManifest manifest, ModelWeights weights, int threads) {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // A thread that waits for work by spinning takes a core from decoding and other passes: with
      // both cores busy it doubled the processor time of a picture.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session = engine.environment().createSession(weights.read(), options);
      OnnxNetwork network = new OnnxNetwork(engine, session, manifest, weights);
      Trial.of(network, weights.name());
      return network;
    } catch (OrtException e) {
      throw Trial.unusable(weights.name(), "loaded", engine.label(), e);
    }
  }

  @Override
  public ForwardPass openPass(int maxBatch) {
    return new OnnxForwardPass(engine.environment(), session, inputSize(), maxBatch);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new EmbeddingException("the network could not be closed", e);
    }
  }
}
