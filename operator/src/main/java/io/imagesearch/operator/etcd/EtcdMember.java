package io.imagesearch.operator.etcd;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.pod.Main;
import io.imagesearch.operator.stateful.Containers;
import io.imagesearch.operator.stateful.StatefulPods;
import io.imagesearch.operator.store.EtcdConnection;
import java.util.List;
import java.util.Map;

/** One member of etcd. */
final class EtcdMember {
  private static final String CONTAINER = "etcd";
  private static final String MOUNT = "/var/lib/etcd";
  private static final long GRACE_SECONDS = 30;

  private EtcdMember() {}

  static Main of(Cluster cluster, int members) {
    return new Main(
        Tier.ETCD, container(cluster, members), List.of(), List.of(), Map.of(), GRACE_SECONDS);
  }

  private static Container container(Cluster cluster, int members) {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(cluster.situation().image(Part.ETCD))
        // The image has no shell: Kubernetes puts the name in.
        .withCommand("/usr/local/bin/etcd")
        .withArgs(EtcdFlags.of(cluster, members, MOUNT + "/member"))
        .withEnv(Containers.podName(), Containers.goMemoryLimit(CONTAINER))
        .withPorts(
            Containers.port("client", Ports.ETCD_CLIENT),
            Containers.port("peer", Ports.ETCD_PEER),
            Containers.port("metrics", Ports.ETCD_METRICS))
        // Alive without a quorum: to restart the members that are left brings none back. A large
        // database takes its time to be read.
        .withStartupProbe(Containers.http("/livez", "metrics", 5, 10, 120))
        .withLivenessProbe(Containers.http("/livez", "metrics", 10, 10, 6))
        .withReadinessProbe(Containers.http("/readyz", "metrics", 5, 10, 3))
        .withResources(Containers.resources("100m", "256Mi", "2Gi"))
        .addNewVolumeMount()
        .withName(StatefulPods.VOLUME)
        .withMountPath(MOUNT)
        .endVolumeMount()
        .build();
  }

  /** The address at which the others of the quorum reach a member. */
  static String peerUrl(Cluster cluster, int ordinal) {
    return "http://" + EtcdConnection.memberHost(cluster, ordinal) + ":" + Ports.ETCD_PEER;
  }
}
