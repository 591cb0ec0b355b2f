package io.imagesearch.operator.scaling;

import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Sizing;
import io.imagesearch.operator.cluster.Tier;
import java.util.Optional;

/** How many pods the operator asks for. */
public final class Replicas {
  private Replicas() {}

  /**
   * Number for a tier's {@code spec.replicas}; empty where an autoscaler has it, and the operator
   * must not write any. What was seen goes first: while an autoscaler takes over, the number that
   * is there is written on, since to leave it out would reset it to 1.
   */
  public static Optional<Integer> of(Cluster cluster, Tier tier) {
    Optional<Integer> seen = Optional.ofNullable(cluster.situation().replicas().get(tier));
    return seen.or(() -> cluster.spec().hibernated() ? Optional.of(0) : wanted(cluster, tier));
  }

  private static Optional<Integer> wanted(Cluster cluster, Tier tier) {
    return cluster
        .spec()
        .sizeOf(tier)
        .filter(size -> size.autoscaling().isEmpty())
        .map(Sizing::replicas);
  }
}
