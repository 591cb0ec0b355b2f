package io.imagesearch.index;

import io.imagesearch.model.ModelIdentity;

/** The indexes of models, of the kind that the settings name: vectors of two models never meet. */
public interface VectorIndexes {

  /** Opens a model's index, or makes an empty one; the caller closes it. */
  VectorIndex open(ModelIdentity model);

  /** Lets others see which model's index is searched; once more does nothing. */
  void serve(String fingerprint, int dimension);

  /** Removes all that is kept of a model's index, which nobody has open; or nothing. */
  void drop(String fingerprint, int dimension);
}
