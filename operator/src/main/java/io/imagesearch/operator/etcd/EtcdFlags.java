package io.imagesearch.operator.etcd;

import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.store.EtcdConnection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a member is started. */
final class EtcdFlags {
  private EtcdFlags() {}

  /**
   * The flags; {@code $(POD_NAME)} is for Kubernetes to fill in. {@code --initial-cluster-state}
   * stays "new": a member that lost its volume then refuses to start, since under its old identity
   * it would have forgotten what it voted for. The environment may say otherwise for a member that
   * was removed and added again.
   */
  static List<String> of(Cluster cluster, int members, String directory) {
    String self = "$(POD_NAME)." + cluster.hostOf(EtcdConnection.peerService(cluster));
    return List.of(
        "--name=$(POD_NAME)",
        "--data-dir=" + directory,
        "--listen-client-urls=http://0.0.0.0:" + Ports.ETCD_CLIENT,
        "--listen-peer-urls=http://0.0.0.0:" + Ports.ETCD_PEER,
        "--listen-metrics-urls=http://0.0.0.0:" + Ports.ETCD_METRICS,
        "--advertise-client-urls=http://" + self + ":" + Ports.ETCD_CLIENT,
        "--initial-advertise-peer-urls=http://" + self + ":" + Ports.ETCD_PEER,
        "--initial-cluster=" + initialCluster(cluster, members),
        // The same for a cluster of the same name that finds its volumes again.
        "--initial-cluster-token=" + cluster.identity(),
        "--auto-compaction-mode=revision",
        "--auto-compaction-retention=1000",
        "--quota-backend-bytes=" + 4L * 1024 * 1024 * 1024,
        // As Milvus' own chart has it: shared disks are slow at times.
        "--heartbeat-interval=500",
        "--election-timeout=2500");
  }

  private static String initialCluster(Cluster cluster, int members) {
    return IntStream.range(0, members)
        .mapToObj(ordinal ->
            cluster.nameOf(Tier.ETCD) + "-" + ordinal + "=" + EtcdMember.peerUrl(cluster, ordinal))
        .collect(Collectors.joining(","));
  }
}
