package io.imagesearch.reconcile;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When store and index are compared, and how fast.
 *
 * @param every between two repairs of the service's own accord; never where there is none
 * @param parallelism pictures that are repaired side by side
 */
@ConfigurationProperties("image-search.reconcile")
record ReconcileProperties(Optional<Duration> every, @DefaultValue("4") int parallelism) {
  ReconcileProperties {
    if (every.isPresent() && every.get().toSeconds() < 1) {
      throw new IllegalArgumentException("image-search.reconcile.every is at least a second");
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException("image-search.reconcile.parallelism is at least 1");
    }
  }
}
