package io.imagesearch.model;

import java.util.Optional;

/** Which precision the operator of the service asks for; auto is the fastest that there is. */
public enum PrecisionChoice {
  AUTO(Optional.empty()),
  FLOAT32(Optional.of(Precision.FLOAT32)),
  BFLOAT16(Optional.of(Precision.BFLOAT16)),
  FLOAT16(Optional.of(Precision.FLOAT16));

  private final Optional<Precision> precision;

  PrecisionChoice(Optional<Precision> precision) {
    this.precision = precision;
  }

  public Optional<Precision> precision() {
    return precision;
  }
}
