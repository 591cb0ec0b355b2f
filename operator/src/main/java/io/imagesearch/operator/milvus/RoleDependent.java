package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import java.util.Arrays;
import java.util.stream.Stream;

/** Something that each role of a Milvus has that the operator runs. */
interface RoleDependent extends Dependent {
  /** The objects of one role. */
  Stream<HasMetadata> desired(Cluster cluster, Milvus.Managed milvus, Tier role);

  @Override
  default Stream<HasMetadata> desired(Cluster cluster) {
    if (!(cluster.spec().milvus() instanceof Milvus.Managed milvus)) {
      return Stream.empty();
    }
    return Arrays.stream(Tier.values())
        .filter(cluster.situation().versions()::containsKey)
        .flatMap(role -> desired(cluster, milvus, role));
  }
}
