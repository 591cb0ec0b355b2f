package io.imagesearch.index;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the index can't be used; another process may reach it, so it is of readiness. */
record IndexHealthIndicator(VectorIndex index) implements HealthIndicator {

  @Override
  public Health health() {
    return (index.trouble().isEmpty() ? Health.up() : Health.down()).build();
  }
}
