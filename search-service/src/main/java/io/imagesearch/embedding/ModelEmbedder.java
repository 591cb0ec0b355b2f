package io.imagesearch.embedding;

import io.imagesearch.model.ModelIdentity;

/** A model that can be embedded with, in this process or in embedder processes. */
public interface ModelEmbedder extends AutoCloseable {

  ModelIdentity model();

  PictureEmbedder pictures();

  EmbedderStatus status();

  /** Whether an embedding can be made now. */
  boolean isReady();

  /** Lets what was accepted finish; once more does nothing. */
  @Override
  void close();
}
