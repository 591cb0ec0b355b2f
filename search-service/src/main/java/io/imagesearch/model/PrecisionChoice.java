package io.imagesearch.model;

import java.util.Optional;

/** Which precision the operator of the service asks for. */
enum PrecisionChoice {
  /** The fastest that the CPU has instructions for and the model has weights for. */
  AUTO(Optional.empty()),
  FLOAT32(Optional.of(Precision.FLOAT32)),
  BFLOAT16(Optional.of(Precision.BFLOAT16));

  private final Optional<Precision> precision;

  PrecisionChoice(Optional<Precision> precision) {
    this.precision = precision;
  }

  /**
   * The weights to use, or empty when the model has none of that kind. Without the instructions
   * bfloat16 is emulated, far slower than float32, so only an explicit choice gets it there.
   */
  Optional<ModelManifest.Weights> of(ModelManifest manifest, CpuFeatures cpu) {
    if (precision.isPresent()) {
      return manifest.weights(precision.get());
    }
    return manifest
        .weights(Precision.BFLOAT16)
        .filter(_ -> cpu.bfloat16())
        .or(() -> manifest.weights(Precision.FLOAT32));
  }
}
