package io.imagesearch.embedding;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.imagesearch.model.ModelManifest;
import io.imagesearch.model.ModelWeights;

/** A network in ONNX Runtime, on the processor in float32. One session serves all passes. */
final class OnnxNetwork implements Network {
  private final OnnxEngine engine;
  private final OrtSession session;
  private final ModelManifest manifest;
  private final String precision;

  private OnnxNetwork(
      OnnxEngine engine, OrtSession session, ModelManifest manifest, String precision) {
    this.engine = engine;
    this.session = session;
    this.manifest = manifest;
    this.precision = precision;
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
      OnnxNetwork network =
          new OnnxNetwork(engine, session, manifest, weights.kind().precision().label());
      Trial.of(network, weights.name());
      return network;
    } catch (OrtException e) {
      throw Trial.unusable(weights.name(), "loaded", engine.label(), e);
    }
  }

  @Override
  public ForwardPass openPass(int maxBatch) {
    return new OnnxForwardPass(
        engine.environment(), session, manifest.preprocessing().size(), maxBatch);
  }

  @Override
  public int dimension() {
    return manifest.dimension();
  }

  @Override
  public String engine() {
    return engine.label();
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public String precision() {
    return precision;
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
