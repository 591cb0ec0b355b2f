package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of pods that all end together. Of a deleted cluster nothing waits for the operator: there
 * is no finalizer, and the garbage collector takes all that the cluster owns. Only some would try
 * for long to hand over what they hold, to nobody: query nodes their segments, and Kafka's brokers
 * their partitions, which takes a majority of them that is not there any more. They are told to
 * hurry; what they acknowledged is on their volumes. That helps those alone that nobody told to end
 * before: a kubelet that waits for a container does not look at a shorter time any more. So they
 * come first, and all at once. What is made in their place before their number becomes 0 is never
 * healthy, and ends at once for that.
 */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final long GRACE_SECONDS = 30;

  /** Who hands over when it ends. */
  static final List<Tier> SLOW =
      Stream.concat(Tier.milvus().stream(), Stream.of(Tier.KAFKA)).toList();

  private Departure() {}

  /**
   * Whether a cluster was deleted, as the API server has it: what informers have seen may be older
   * than the failure of a pass.
   */
  static boolean hasBegun(KubernetesClient client, ImageSearchCluster cluster) {
    try {
      ImageSearchCluster there = client.resource(cluster).get();
      return there == null || there.getMetadata().getDeletionTimestamp() != null;
    } catch (KubernetesClientException e) {
      return false; // the failure of the pass says more
    }
  }

  /**
   * Tells the pods of these tiers to end soon.
   *
   * @param tiers that have nobody to hand over to
   */
  static void hasten(KubernetesClient client, ImageSearchCluster cluster, Collection<Tier> tiers) {
    if (tiers.isEmpty()) {
      return;
    }
    String roles = tiers.stream().map(Tier::component).collect(Collectors.joining(","));
    client
        .pods()
        .inNamespace(cluster.getMetadata().getNamespace())
        .withLabelSelector(
            "%s=%s,%s=%s,%s in (%s)"
                .formatted(
                    Labels.MANAGED_BY,
                    Labels.OPERATOR,
                    Labels.INSTANCE,
                    cluster.getMetadata().getName(),
                    Labels.COMPONENT,
                    roles))
        .list()
        .getItems()
        .stream()
        .filter(Departure::isSlow)
        .sorted(Comparator.comparing(Departure::grace).reversed())
        .map(pod -> Thread.startVirtualThread(() -> hasten(client, pod)))
        .toList()
        .forEach(Departure::join);
  }

  private static void hasten(KubernetesClient client, Pod pod) {
    client.resource(pod).withGracePeriod(GRACE_SECONDS).delete();
    LOG.atInfo().addKeyValue("pod", pod.getMetadata().getName()).log("hurried");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isSlow(Pod pod) {
    return grace(pod) > GRACE_SECONDS;
  }

  private static long grace(Pod pod) {
    Long left = pod.getMetadata().getDeletionGracePeriodSeconds();
    Long given = pod.getSpec().getTerminationGracePeriodSeconds();
    return left != null ? left : given != null ? given : 0;
  }
}
