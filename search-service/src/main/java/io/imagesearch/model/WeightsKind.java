package io.imagesearch.model;

/** What a file of weights is for; a model folder has at most one of a kind that is used. */
public record WeightsKind(Format format, Device device, Precision precision) {
  /** What every model has: the weights that its fingerprint is taken from. */
  static final WeightsKind REFERENCE =
      new WeightsKind(Format.TORCHSCRIPT, Device.CPU, Precision.FLOAT32);

  @Override
  public String toString() {
    return format.label() + " file for " + device.label() + " in " + precision.label();
  }
}
