package io.imagesearch.operator.scaling;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Tier;
import java.util.stream.Stream;

/**
 * Lets nodes be drained of API and embedder pods one pod at a time. A tier of one pod has none: it
 * would keep its node from ever being drained.
 */
public final class DisruptionBudgets implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return Stream.of(Tier.API, Tier.EMBEDDER)
        .filter(tier -> cluster.spec().sizeOf(tier).filter(size -> size.most() > 1).isPresent())
        .map(tier -> budget(cluster, tier));
  }

  private static PodDisruptionBudget budget(Cluster cluster, Tier tier) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(tier), tier))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        // A pod that serves nobody is no reason to keep its node.
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .withNewSelector()
        .withMatchLabels(cluster.selector(tier))
        .endSelector()
        .endSpec()
        .build();
  }
}
