package io.imagesearch.embedding;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down once no worker can serve; only a restart mends that, so it belongs to liveness. */
record EmbedderHealthIndicator(ModelEmbedder embedder) implements HealthIndicator {

  @Override
  public Health health() {
    return (embedder.isReady() ? Health.up() : Health.down()).build();
  }
}
