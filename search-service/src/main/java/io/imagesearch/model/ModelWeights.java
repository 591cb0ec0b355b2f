package io.imagesearch.model;

/** One file of a model's weights; its digest is checked on the very bytes that are handed out. */
public final class ModelWeights {
  private final ModelLocation location;
  private final ModelManifest.Weights entry;
  private final WeightsKind kind;

  ModelWeights(ModelLocation location, ModelManifest.Weights entry, WeightsKind kind) {
    this.location = location;
    this.entry = entry;
    this.kind = kind;
  }

  public WeightsKind kind() {
    return kind;
  }

  /** The file with its folder, for messages. */
  public String name() {
    return location.name(entry.file());
  }

  /**
   * The file's whole content.
   *
   * @throws ModelException when the file can't be read or is not the one that the manifest promises
   */
  public byte[] read() {
    byte[] bytes = location.read(entry.file(), "which model.json lists");
    String actual = ModelFolder.sha256(bytes);
    if (!actual.equals(entry.sha256())) {
      throw new ModelException(
          "%s is not the file that model.json describes: its SHA-256 is %s…, expected %s…; copy it again"
              .formatted(name(), actual.substring(0, 12), entry.sha256().substring(0, 12)));
    }
    return bytes;
  }
}
