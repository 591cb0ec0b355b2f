package io.imagesearch.operator.stateful;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Sizing;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.pod.Main;
import io.imagesearch.operator.pod.PodShape;

/** The StatefulSet of a store. */
public final class StatefulPods {
  /** Name of the volume that {@link Main}'s container mounts. */
  public static final String VOLUME = "data";

  private StatefulPods() {}

  /**
   * Pods that start together, since members of a quorum wait for each other, and are replaced one
   * by one.
   *
   * @param service under which the pods have names of their own
   * @param readySeconds that a new pod has to hold before the next one is replaced
   */
  public static StatefulSet of(
      Cluster cluster, Main main, String service, int readySeconds, VolumeSpec volume) {
    Tier tier = main.tier();
    return new StatefulSetBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(tier), tier))
        .withNewSpec()
        .withReplicas(replicas(cluster, tier))
        .withServiceName(service)
        .withPodManagementPolicy("Parallel")
        .withMinReadySeconds(readySeconds == 0 ? null : readySeconds)
        .withNewUpdateStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withPartition(0)
        .endRollingUpdate()
        .endUpdateStrategy()
        .withNewSelector()
        .withMatchLabels(cluster.selector(tier))
        .endSelector()
        .withTemplate(PodShape.of(cluster, main))
        .withVolumeClaimTemplates(Claims.template(cluster, tier, volume))
        .withPersistentVolumeClaimRetentionPolicy(Claims.retention(cluster))
        .endSpec()
        .build();
  }

  private static int replicas(Cluster cluster, Tier tier) {
    int wanted = cluster.spec().sizeOf(tier).map(Sizing::replicas).orElseThrow();
    return cluster.situation().replicas().getOrDefault(tier, wanted);
  }
}
