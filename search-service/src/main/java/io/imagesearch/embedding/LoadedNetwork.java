package io.imagesearch.embedding;

import io.imagesearch.model.ModelManifest;
import io.imagesearch.model.ModelWeights;

/** What networks say of themselves, whatever engine has loaded them. */
abstract sealed class LoadedNetwork implements Network
    permits OnnxNetwork, OpenVinoNetwork, TorchNetwork {
  private final String engine;
  private final String device;
  private final ModelManifest manifest;
  private final String precision;

  LoadedNetwork(String engine, String device, ModelManifest manifest, ModelWeights weights) {
    this.engine = engine;
    this.device = device;
    this.manifest = manifest;
    this.precision = weights.kind().precision().label();
  }

  /** Width and height of the pictures that it takes, in pixels. */
  final int inputSize() {
    return manifest.preprocessing().size();
  }

  @Override
  public final int dimension() {
    return manifest.dimension();
  }

  @Override
  public final String engine() {
    return engine;
  }

  @Override
  public final String device() {
    return device;
  }

  @Override
  public final String precision() {
    return precision;
  }
}
