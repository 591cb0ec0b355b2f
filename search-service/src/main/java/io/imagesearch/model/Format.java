package io.imagesearch.model;

/** How a file of weights is written, and so which runtime computes it. */
public enum Format {
  ONNX("onnx"),
  OPENVINO("openvino"),
  TORCHSCRIPT("torchscript");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** As model.json writes it. */
  public String label() {
    return label;
  }
}
