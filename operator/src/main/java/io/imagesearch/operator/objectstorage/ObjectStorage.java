package io.imagesearch.operator.objectstorage;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.ObjectStore;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.stateful.StatefulNetwork;
import io.imagesearch.operator.stateful.StatefulPods;
import io.imagesearch.operator.stateful.Upkeep;
import java.util.List;
import java.util.stream.Stream;

/** One S3 gateway over one volume. Who uses the bucket makes it. */
public final class ObjectStorage implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return cluster.spec().objectStore() instanceof ObjectStore.Managed(VolumeSpec volume)
        ? objects(cluster, volume)
        : Stream.empty();
  }

  private static Stream<HasMetadata> objects(Cluster cluster, VolumeSpec volume) {
    HasMetadata service =
        StatefulNetwork.service(
            cluster,
            Tier.OBJECT_STORAGE,
            List.of(StatefulNetwork.port(Gateway.PORT, Ports.OBJECT_STORAGE)));
    HasMetadata pod =
        StatefulPods.of(
            cluster, Gateway.of(cluster), cluster.nameOf(Tier.OBJECT_STORAGE), 0, volume);
    return Stream.concat(Upkeep.of(cluster, Tier.OBJECT_STORAGE), Stream.of(service, pod));
  }
}
