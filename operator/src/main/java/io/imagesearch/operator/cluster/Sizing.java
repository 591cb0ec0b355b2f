package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.AutoscalingSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many pods a tier has.
 *
 * @param replicas how many, or how many at least where an autoscaler chooses
 * @param autoscaling how an autoscaler chooses
 */
public record Sizing(int replicas, Optional<AutoscalingSpec> autoscaling) {

  static Sizing of(
      @Nullable Integer replicas, @Nullable AutoscalingSpec autoscaling, int otherwise) {
    if (autoscaling != null) {
      Integer least = autoscaling.minReplicas();
      return new Sizing(least == null ? 1 : least, Optional.of(autoscaling));
    }
    return new Sizing(replicas == null ? otherwise : replicas, Optional.empty());
  }

  /** The most pods that there can be. */
  public int most() {
    return autoscaling.map(AutoscalingSpec::maxReplicas).orElse(replicas);
  }
}
