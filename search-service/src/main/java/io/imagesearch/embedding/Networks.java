package io.imagesearch.embedding;

import io.imagesearch.embedding.EngineProperties.RuntimeChoice;
import io.imagesearch.model.Format;
import io.imagesearch.model.ModelException;
import io.imagesearch.model.ModelFolder;
import io.imagesearch.model.ModelManifest;
import io.imagesearch.model.ModelWeights;
import io.imagesearch.model.Precision;
import io.imagesearch.model.WeightsChoice;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a model's network with the engine that computes it fastest here. */
final class Networks {
  private static final Logger LOG = LoggerFactory.getLogger(Networks.class);

  private Networks() {}

  /**
   * Loads and tries it.
   *
   * @param cache where engines keep their native libraries
   * @param parallelism on a processor
   * @throws ModelException when nothing can compute as asked
   */
  static Network load(
      ModelFolder model,
      EngineProperties wanted,
      Optional<Precision> precision,
      Path cache,
      Parallelism parallelism) {
    var choice =
        new WeightsChoice(wanted.runtime().formats(), wanted.device().resolve(), precision);
    if (wanted.runtime() == RuntimeChoice.AUTO) {
      return loadFastest(model, choice, cache, parallelism);
    }
    return load(model.weights(choice), model.manifest(), cache, parallelism);
  }

  /** Not each platform has OpenVINO, which comes first where there is one. */
  private static Network loadFastest(
      ModelFolder model, WeightsChoice choice, Path cache, Parallelism parallelism) {
    var others = choice.without(Format.OPENVINO);
    ModelWeights weights = model.weights(OpenVinoFiles.areHere() ? choice : others);
    if (weights.kind().format() != Format.OPENVINO) {
      return load(weights, model.manifest(), cache, parallelism);
    }
    OpenVinoEngine engine;
    try {
      engine = OpenVinoEngine.start(cache);
    } catch (ModelException e) {
      LOG.warn("the fastest engine is left out, and embedding is slower: {}", e.getMessage());
      return load(model.weights(others), model.manifest(), cache, parallelism);
    }
    return OpenVinoNetwork.load(engine, model.manifest(), weights, parallelism);
  }

  private static Network load(
      ModelWeights weights, ModelManifest manifest, Path cache, Parallelism parallelism) {
    return switch (weights.kind().format()) {
      case ONNX ->
          OnnxNetwork.load(OnnxEngine.start(cache), manifest, weights, parallelism.threads());
      case OPENVINO ->
          OpenVinoNetwork.load(OpenVinoEngine.start(cache), manifest, weights, parallelism);
      case TORCHSCRIPT ->
          TorchNetwork.load(TorchEngine.start(cache, parallelism.threads()), manifest, weights);
    };
  }
}
