package io.imagesearch.generation;

import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.embedding.ModelEmbedders;
import io.imagesearch.index.VectorIndexes;
import io.imagesearch.model.ModelException;
import io.imagesearch.model.ModelFolder;

/** Opens a model, with what embeds and with its index. */
record GenerationOpener(ModelEmbedders embedders, VectorIndexes indexes) {

  /**
   * Takes seconds.
   *
   * @throws ModelException when the model is not here, or another one is in its place
   */
  Generation open(ModelSpec spec) {
    ModelFolder folder = ModelFolder.open(spec.location());
    check(spec, folder.identity().fingerprint());
    ModelEmbedder embedder = embedders.open(folder, spec.embedders());
    try {
      return new Generation(spec, embedder, indexes.open(folder.identity()));
    } catch (RuntimeException e) {
      embedder.close();
      throw e;
    }
  }

  static void check(ModelSpec spec, String fingerprint) {
    if (!spec.fingerprint().equals(fingerprint)) {
      throw new ModelException(
          "%s has the model with the fingerprint %s now, and not %s"
              .formatted(spec.location(), fingerprint, spec.label()));
    }
  }
}
