package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.DisruptionBudget;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import java.util.stream.Stream;

/** One pod at a time of a role that no search goes through, where there are several. */
final class RoleBudgets implements RoleDependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster, Milvus.Managed milvus, Tier role) {
    return role.isOnSearchPath() ? Stream.empty() : DisruptionBudget.of(cluster, role);
  }
}
