package io.imagesearch.pods;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Out of service while no embedder is ready. A restart would not mend that, so it belongs to
 * readiness alone.
 */
record EmbeddersHealthIndicator(Pods pods) implements HealthIndicator {

  @Override
  public Health health() {
    return (pods.anyReady() ? Health.up() : Health.outOfService()).build();
  }
}
