package io.imagesearch.model;

/** What a network computes on. */
public enum Device {
  CPU("cpu"),
  CUDA("cuda");

  private final String label;

  Device(String label) {
    this.label = label;
  }

  /** As model.json and health write it. */
  public String label() {
    return label;
  }
}
