package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import java.util.stream.Stream;

/** An account for each role, which may do nothing, where its template names no other. */
final class RoleAccounts implements RoleDependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster, Milvus.Managed milvus, Tier role) {
    if (cluster.spec().templateOf(role).serviceAccountName() != null) {
      return Stream.empty();
    }
    return Stream.of(
        new ServiceAccountBuilder()
            .withMetadata(cluster.meta(cluster.nameOf(role), role))
            .withAutomountServiceAccountToken(false)
            .build());
  }
}
