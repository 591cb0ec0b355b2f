package io.imagesearch.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Lets a drained node take one pod at a time; the next one when all that it selects are ready. */
public final class DisruptionBudget {
  private DisruptionBudget() {}

  /** For a tier, where it may have several pods: a single one would only make its node wait. */
  public static Stream<HasMetadata> of(Cluster cluster, Tier tier) {
    return isOfSeveral(cluster, tier)
        ? Stream.of(of(cluster.meta(cluster.nameOf(tier), tier), cluster.podsOf(List.of(tier))))
        : Stream.empty();
  }

  /** Whether a tier may have more than one pod. */
  public static boolean isOfSeveral(Cluster cluster, Tier tier) {
    return cluster.spec().sizeOf(tier).filter(size -> size.most() > 1).isPresent();
  }

  /** For what a selector selects. A pod that two budgets select can't be evicted at all. */
  public static PodDisruptionBudget of(ObjectMeta meta, LabelSelector selector) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        // A pod that isn't ready serves nobody, and must not keep a node from being emptied.
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .withSelector(selector)
        .endSpec()
        .build();
  }
}
