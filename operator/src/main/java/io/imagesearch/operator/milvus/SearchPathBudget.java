package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.DisruptionBudget;
import io.imagesearch.operator.cluster.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One pod at a time of all the roles that a search goes through. A search outlives the loss of any
 * one of them: another query node has the vectors, and the coordinators say which. It does not
 * outlive the loss of a query node while no coordinator is there to be asked.
 */
final class SearchPathBudget implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    List<Tier> roles =
        Arrays.stream(Tier.values())
            .filter(Tier::isOnSearchPath)
            .filter(cluster.situation().versions()::containsKey)
            .toList();
    return roles.stream().anyMatch(role -> DisruptionBudget.isOfSeveral(cluster, role))
        ? Stream.of(
            DisruptionBudget.of(
                cluster.meta(cluster.nameOf("milvus"), "milvus"), cluster.podsOf(roles)))
        : Stream.empty();
  }
}
