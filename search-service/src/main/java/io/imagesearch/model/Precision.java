package io.imagesearch.model;

/** The numbers that the network computes with; embeddings are float32 whichever it is. */
public enum Precision {
  FLOAT32("float32"),
  BFLOAT16("bfloat16"),
  FLOAT16("float16");

  private final String label;

  Precision(String label) {
    this.label = label;
  }

  /** As model.json and health write it. */
  public String label() {
    return label;
  }
}
