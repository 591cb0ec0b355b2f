package io.imagesearch.embedding;

import io.imagesearch.model.Device;
import io.imagesearch.model.ModelFolder;
import io.imagesearch.model.ModelWeights;
import io.imagesearch.model.Precision;
import io.imagesearch.model.WeightsChoice;
import java.nio.file.Path;
import java.util.Optional;

/** Loads a model's network with the engine that computes it fastest here. */
final class Networks {
  private Networks() {}

  /**
   * Loads and tries it.
   *
   * @param cache where engines keep their native libraries
   * @param threads that one pass computes with on a processor
   * @throws io.imagesearch.model.ModelException when nothing can compute as asked
   */
  static Network load(
      ModelFolder model,
      EngineProperties wanted,
      Optional<Precision> precision,
      Path cache,
      int threads) {
    Device device = wanted.device().resolve();
    ModelWeights weights =
        model.weights(new WeightsChoice(wanted.runtime().format, device, precision));
    return switch (weights.kind().format()) {
      case ONNX -> OnnxNetwork.load(OnnxEngine.start(cache), model.manifest(), weights, threads);
      case TORCHSCRIPT ->
          TorchNetwork.load(TorchEngine.start(cache, threads), model.manifest(), weights);
    };
  }
}
