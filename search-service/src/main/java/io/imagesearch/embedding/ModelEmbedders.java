package io.imagesearch.embedding;

import io.imagesearch.model.ModelFolder;
import java.net.URI;
import java.util.List;

/** Makes further models than the one of the settings ready to embed. */
@FunctionalInterface
public interface ModelEmbedders {

  /**
   * Takes the seconds that loading a model takes.
   *
   * @param embedders processes that embed with it, where this one does not do so itself
   * @throws io.imagesearch.model.ModelException when it can't be embedded with
   */
  ModelEmbedder open(ModelFolder model, List<URI> embedders);
}
