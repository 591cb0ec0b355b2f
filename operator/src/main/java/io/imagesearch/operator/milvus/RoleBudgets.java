package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import java.util.stream.Stream;

/** One pod of a role at a time is taken from a node that is emptied, where there are several. */
final class RoleBudgets implements RoleDependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster, Milvus.Managed milvus, Tier role) {
    if (cluster.spec().sizeOf(role).orElseThrow().most() < 2) {
      return Stream.empty();
    }
    return Stream.of(
        new PodDisruptionBudgetBuilder()
            .withMetadata(cluster.meta(cluster.nameOf(role), role))
            .withNewSpec()
            .withMaxUnavailable(new IntOrString(1))
            // A pod that isn't ready serves nobody, and must not keep a node from being emptied.
            .withUnhealthyPodEvictionPolicy("AlwaysAllow")
            .withNewSelector()
            .withMatchLabels(cluster.selector(role))
            .endSelector()
            .endSpec()
            .build());
  }
}
