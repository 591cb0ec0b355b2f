package io.imagesearch.pods;

import io.imagesearch.embedding.ModelEmbedder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Out of service while no embedder is ready. A restart would not mend that, so it belongs to
 * readiness alone.
 */
record EmbeddersHealthIndicator(ModelEmbedder embedders) implements HealthIndicator {

  @Override
  public Health health() {
    return (embedders.isReady() ? Health.up() : Health.outOfService()).build();
  }
}
