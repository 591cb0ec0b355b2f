package io.imagesearch.embedding;

import io.imagesearch.model.ModelIdentity;
import java.util.concurrent.atomic.AtomicBoolean;

/** A model whose network this process computes. */
final class LocalModelEmbedder implements ModelEmbedder {
  private final ModelIdentity model;
  private final Network network;
  private final BatchingEmbedder embedder;
  private final PictureEmbedder pictures;
  private final EmbeddingMetrics metrics;
  private final AtomicBoolean closed = new AtomicBoolean();

  LocalModelEmbedder(
      ModelIdentity model,
      Network network,
      BatchingEmbedder embedder,
      PictureEmbedder pictures,
      EmbeddingMetrics metrics) {
    this.model = model;
    this.network = network;
    this.embedder = embedder;
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
    return new EmbedderStatus(
        model.name(),
        model.version(),
        model.fingerprint(),
        model.dimension(),
        network.device(),
        network.precision(),
        network.engine(),
        embedder.queueDepth(),
        embedder.workersAlive());
  }

  @Override
  public boolean isReady() {
    return embedder.isAlive();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      embedder.close();
      metrics.remove();
    }
  }
}
