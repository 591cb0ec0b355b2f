package io.imagesearch.reindex;

import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.ImageEmbedder.Preparation;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.generation.Generation;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;
import java.util.concurrent.Semaphore;

/**
 * A model of which a few pictures at a time are embedded, however many are under way: those wait
 * for store and index most of the time, and the searches that go on know nothing of this embedder.
 */
record Throttled(ModelEmbedder embedder, Semaphore slots)
    implements ModelEmbedder, PictureEmbedder {

  static Generation of(Generation generation, int slots) {
    Throttled few = new Throttled(generation.embedder(), new Semaphore(slots));
    return new Generation(generation.spec(), few, generation.index());
  }

  @Override
  public ModelIdentity model() {
    return embedder.model();
  }

  @Override
  public PictureEmbedder pictures() {
    return this;
  }

  @Override
  public EmbedderStatus status() {
    return embedder.status();
  }

  @Override
  public boolean isReady() {
    return embedder.isReady();
  }

  @Override
  public Embedding embed(byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    slots.acquire();
    try {
      return embedder.pictures().embed(picture, crop, lane, deadline);
    } finally {
      slots.release();
    }
  }

  @Override
  public Embedding embed(byte[] picture, Picture decoded, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    slots.acquire();
    try {
      return embedder.pictures().embed(picture, decoded, lane, deadline);
    } finally {
      slots.release();
    }
  }

  @Override
  public Preparation prepare(Lane lane) {
    return embedder.pictures().prepare(lane);
  }

  @Override
  public boolean isSearched() {
    return embedder.pictures().isSearched();
  }

  /** Whoever opened it closes it. */
  @Override
  public void close() {}
}
