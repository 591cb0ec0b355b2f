package io.imagesearch.generation;

import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.Preprocessing;

/** A model with its embedder and its index: queries of one never meet the vectors of another. */
public record Generation(ModelSpec spec, ModelEmbedder embedder, VectorIndex index)
    implements AutoCloseable {

  public ModelIdentity model() {
    return embedder.model();
  }

  /** How it wants its pictures. */
  public Preprocessing preprocessing() {
    return model().preprocessing();
  }

  @Override
  public void close() {
    try (index) {
      embedder.close();
    }
  }
}
