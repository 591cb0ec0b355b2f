package io.imagesearch.generation;

import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.ImageEmbedder.Preparation;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;

/** For those who ask once: the embedder of the model that is searched by at that moment. */
record ServingEmbedder(Generations generations) implements ModelEmbedder, PictureEmbedder {

  @Override
  public ModelIdentity model() {
    return now().model();
  }

  @Override
  public PictureEmbedder pictures() {
    return this;
  }

  @Override
  public EmbedderStatus status() {
    return now().status();
  }

  @Override
  public boolean isReady() {
    return now().isReady();
  }

  @Override
  public Embedding embed(byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    return now().pictures().embed(picture, crop, lane, deadline);
  }

  @Override
  public Embedding embed(byte[] picture, Picture decoded, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    return now().pictures().embed(picture, decoded, lane, deadline);
  }

  @Override
  public Preparation prepare(Lane lane) {
    return now().pictures().prepare(lane);
  }

  @Override
  public boolean isSearched() {
    return now().pictures().isSearched();
  }

  /** The generations close theirs. */
  @Override
  public void close() {}

  private ModelEmbedder now() {
    return generations.current().serving().embedder();
  }
}
