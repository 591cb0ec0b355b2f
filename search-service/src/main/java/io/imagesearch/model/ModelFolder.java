package io.imagesearch.model;

import io.imagesearch.model.ModelManifest.Weights;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model ready for use: a folder with a valid manifest whose chosen weights have the digest that
 * the manifest promises. Whatever is wrong is a {@link ModelException} of one line.
 */
public final class ModelFolder {
  static final String MANIFEST = "model.json";

  private final ModelLocation location;
  private final ModelManifest manifest;
  private final Weights weights;

  private ModelFolder(ModelLocation location, ModelManifest manifest, Weights weights) {
    this.location = location;
    this.manifest = manifest;
    this.weights = weights;
  }

  static ModelFolder open(String where, PrecisionChoice choice, CpuFeatures cpu) {
    ModelLocation location = ModelLocation.of(where);
    ModelManifest manifest = readManifest(location);
    Weights weights =
        choice
            .of(manifest, cpu)
            .orElseThrow(() ->
                new ModelException(
                    location.name(MANIFEST)
                        + " lists no torchscript file for cpu in the precision asked for;"
                        + " set image-search.model.precision=auto"));
    ModelFolder folder = new ModelFolder(location, manifest, weights);
    folder.readWeights();
    return folder;
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /** The precision of the chosen weights. */
  public Precision precision() {
    return manifest.weights(Precision.BFLOAT16).filter(weights::equals).isPresent()
        ? Precision.BFLOAT16
        : Precision.FLOAT32;
  }

  /** The chosen weights' file, with its folder, for messages. */
  public String weightsName() {
    return location.name(weights.file());
  }

  /** The chosen weights; their digest is checked on these very bytes. */
  public byte[] readWeights() {
    byte[] bytes = read(location, weights.file(), "which model.json lists");
    String actual = sha256(bytes);
    if (!actual.equals(weights.sha256())) {
      throw new ModelException(
          "%s is not the file that model.json describes: its SHA-256 is %s…, expected %s…; copy it again"
              .formatted(
                  weightsName(), actual.substring(0, 12), weights.sha256().substring(0, 12)));
    }
    return bytes;
  }

  /** Changes with whatever changes embeddings. */
  public String fingerprint() {
    return ModelIdentity.of(manifest).fingerprint();
  }

  static ModelManifest readManifest(ModelLocation location) {
    byte[] json = read(location, MANIFEST, "which describes the model");
    try {
      ModelManifest manifest = ManifestReader.read(json);
      if (manifest.weights(Precision.FLOAT32).isEmpty()) {
        throw new ModelException(
            location.name(MANIFEST)
                + " lists no torchscript file for cpu in float32, which every model needs");
      }
      return manifest;
    } catch (IllegalArgumentException e) {
      throw new ModelException(location.name(MANIFEST) + " " + e.getMessage(), e);
    }
  }

  private static byte[] read(ModelLocation location, String file, String why) {
    try (InputStream in = location.open(file)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new ModelException(location.missing(file, why), e);
    } catch (IOException e) {
      throw new ModelException(location.name(file) + " can't be read: " + e, e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
