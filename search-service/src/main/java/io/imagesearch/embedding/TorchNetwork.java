package io.imagesearch.embedding;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import io.imagesearch.model.Device;
import io.imagesearch.model.ModelManifest;
import io.imagesearch.model.ModelWeights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** A TorchScript network, on the processor or on the first GPU that this process sees. */
final class TorchNetwork extends LoadedNetwork {
  private final Model model;

  private TorchNetwork(
      TorchEngine engine,
      Model model,
      ModelManifest manifest,
      ai.djl.Device device,
      ModelWeights weights) {
    super(
        engine.label(), device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu", manifest, weights);
    this.model = model;
  }

  static TorchNetwork load(TorchEngine engine, ModelManifest manifest, ModelWeights weights) {
    boolean gpu = weights.kind().device() == Device.CUDA;
    ai.djl.Device device = gpu ? ai.djl.Device.gpu(0) : ai.djl.Device.cpu();
    Model model = Model.newInstance(manifest.name(), device, TorchEngine.NAME);
    try {
      // From the very bytes whose digest was checked, and out of a jar without a copy on disk.
      model.load(
          new ByteArrayInputStream(weights.read()), Map.of("mapLocation", String.valueOf(gpu)));
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw Trial.unusable(weights.name(), "loaded", engine.label(), e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
    TorchNetwork network = new TorchNetwork(engine, model, manifest, device, weights);
    Trial.of(network, weights.name());
    return network;
  }

  @Override
  public ForwardPass openPass(int maxBatch) {
    return new TorchForwardPass(model, inputSize(), maxBatch);
  }

  @Override
  public void close() {
    model.close();
  }
}
