package io.imagesearch.operator.stateful;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Tier;
import java.util.stream.Stream;

/** Who the pods of a store are, and how many of them a drained node may take away. */
public final class Upkeep {
  private Upkeep() {}

  public static Stream<HasMetadata> of(Cluster cluster, Tier tier) {
    HasMetadata account =
        new ServiceAccountBuilder()
            .withMetadata(cluster.meta(cluster.nameOf(tier), tier))
            .withAutomountServiceAccountToken(false)
            .build();
    HasMetadata budget =
        new PodDisruptionBudgetBuilder()
            .withMetadata(cluster.meta(cluster.nameOf(tier), tier))
            .withNewSpec()
            .withMaxUnavailable(new IntOrString(1))
            // A pod that is broken anyway may go, so that a node can be drained.
            .withUnhealthyPodEvictionPolicy("AlwaysAllow")
            .withNewSelector()
            .withMatchLabels(cluster.selector(tier))
            .endSelector()
            .endSpec()
            .build();
    boolean several = cluster.spec().sizeOf(tier).orElseThrow().replicas() > 1;
    return several ? Stream.of(account, budget) : Stream.of(account);
  }
}
