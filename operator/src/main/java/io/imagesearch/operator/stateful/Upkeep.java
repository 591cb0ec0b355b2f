package io.imagesearch.operator.stateful;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.DisruptionBudget;
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
    return Stream.concat(Stream.of(account), DisruptionBudget.of(cluster, tier));
  }
}
