package io.imagesearch.operator.etcd;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.MetadataStore;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.stateful.StatefulNetwork;
import io.imagesearch.operator.stateful.StatefulPods;
import io.imagesearch.operator.stateful.Upkeep;
import io.imagesearch.operator.store.EtcdConnection;
import java.util.List;
import java.util.stream.Stream;

/** Members of an etcd, each with a volume of its own. */
public final class Etcd implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return cluster.spec().milvus() instanceof Milvus.Managed milvus
            && milvus.metadata() instanceof MetadataStore.Managed(int members, VolumeSpec volume)
        ? objects(cluster, members, volume)
        : Stream.empty();
  }

  private static Stream<HasMetadata> objects(Cluster cluster, int members, VolumeSpec volume) {
    String peers = EtcdConnection.peerService(cluster);
    HasMetadata names =
        StatefulNetwork.names(
            cluster,
            Tier.ETCD,
            peers,
            List.of(
                StatefulNetwork.port("client", Ports.ETCD_CLIENT),
                StatefulNetwork.port("peer", Ports.ETCD_PEER)));
    // For people: Milvus knows each member.
    HasMetadata service =
        StatefulNetwork.service(
            cluster, Tier.ETCD, List.of(StatefulNetwork.port("client", Ports.ETCD_CLIENT)));
    HasMetadata pods = StatefulPods.of(cluster, EtcdMember.of(cluster, members), peers, 0, volume);
    return Stream.concat(Upkeep.of(cluster, Tier.ETCD), Stream.of(names, service, pods));
  }
}
