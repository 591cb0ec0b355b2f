package io.imagesearch.operator.program;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Tier;
import java.util.stream.Stream;

/** Accounts of API and embedder pods, which may do nothing: they never call Kubernetes. */
public final class ServiceAccounts implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return Stream.of(Tier.API, Tier.EMBEDDER)
        .filter(tier -> cluster.spec().templateOf(tier).serviceAccountName() == null)
        .map(tier ->
            new ServiceAccountBuilder()
                .withMetadata(cluster.meta(cluster.nameOf(tier), tier))
                .withAutomountServiceAccountToken(false)
                .build());
  }
}
