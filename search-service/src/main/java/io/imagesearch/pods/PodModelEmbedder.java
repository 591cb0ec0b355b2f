package io.imagesearch.pods;

import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.model.ModelIdentity;
import java.util.List;

/** A model that embedder processes embed with. */
final class PodModelEmbedder implements ModelEmbedder, PodView.Source {
  private final ModelIdentity model;
  private final Pods pods;
  private final PodDirectory directory;
  private final PictureEmbedder pictures;
  private final CallMetrics metrics;

  PodModelEmbedder(
      ModelIdentity model,
      Pods pods,
      PodDirectory directory,
      PictureEmbedder pictures,
      CallMetrics metrics) {
    this.model = model;
    this.pods = pods;
    this.directory = directory;
    this.pictures = pictures;
    this.metrics = metrics;
  }

  @Override
  public ModelIdentity model() {
    return model;
  }

  @Override
  public PictureEmbedder pictures() {
    return pictures;
  }

  @Override
  public EmbedderStatus status() {
    return pods.status();
  }

  @Override
  public boolean isReady() {
    return pods.anyReady();
  }

  @Override
  public List<PodView> pods() {
    return pods.pods();
  }

  @Override
  public void close() {
    directory.stop();
    metrics.remove();
  }
}
