package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import java.util.Collection;
import java.util.Objects;

/**
 * How a change of the number of copies in memory goes: first the query nodes, and then the API pods
 * that ask Milvus for the copies.
 */
public final class Copies {
  private Copies() {}

  /**
   * Whether API pods wait with what they are to ask for. A query node that was made for a single
   * copy hands over for {@value Grace#DRAIN_SECONDS} s when it ends. Milvus 2.3 may make one of
   * those a copy of its own, which has nobody to hand over to, and would stay for all that time.
   */
  public static boolean areAwaited(
      Cluster cluster, Milvus.Managed milvus, Collection<Pod> queryNodes) {
    if (milvus.replicas() == 1 || !cluster.situation().versions().containsKey(Tier.QUERY_NODE)) {
      return false;
    }
    long grace =
        Grace.of(Tier.QUERY_NODE, Configuration.of(cluster, milvus, Tier.QUERY_NODE).settings());
    return queryNodes.stream()
        .map(pod -> pod.getSpec().getTerminationGracePeriodSeconds())
        .filter(Objects::nonNull)
        .anyMatch(given -> given > grace);
  }
}
