package io.imagesearch.operator.scaling;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.DisruptionBudget;
import io.imagesearch.operator.cluster.Tier;
import java.util.stream.Stream;

/** Lets nodes be drained of API and embedder pods one pod at a time, where there are several. */
public final class DisruptionBudgets implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return Stream.of(Tier.API, Tier.EMBEDDER).flatMap(tier -> DisruptionBudget.of(cluster, tier));
  }
}
