package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterStatus;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Situation;
import io.imagesearch.operator.cluster.Spec;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import io.imagesearch.operator.milvus.Copies;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.stateful.VolumeGrowth;
import io.imagesearch.operator.upgrade.Drain;
import io.imagesearch.operator.upgrade.Progress;
import io.imagesearch.operator.upgrade.RoleState;
import io.imagesearch.operator.upgrade.UpgradePlan;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shall be there next: the spec, or a step towards it. Pure.
 *
 * @param cluster from which all objects follow
 * @param hibernation how far it is asleep
 * @param upgrade how far Milvus is on its way to a version
 */
record Plan(Cluster cluster, Hibernation hibernation, Optional<UpgradePlan> upgrade) {

  /**
   * What was seen beside the cluster's own objects.
   *
   * @param secretDigests of the Secrets that the spec names
   */
  record Surroundings(
      Map<String, String> secretDigests,
      boolean gatewayApi,
      boolean podMonitors,
      String operatorNamespace) {}

  static Plan of(
      ImageSearchCluster resource, Spec spec, World world, Surroundings surroundings, Instant now) {
    ImageSearchClusterStatus status = resource.getStatus();
    Hibernation hibernation =
        Hibernation.plan(spec, world, status == null ? null : status.hibernatedReplicas());
    Map<Tier, Integer> replicas = new EnumMap<>(Tier.class);
    Map<Tier, Version> versions = Map.of();
    Map<Tier, String> kept = Map.of();
    Set<Tier> held = Set.of();
    Optional<UpgradePlan> upgrade = Optional.empty();
    if (spec.milvus() instanceof Milvus.Managed milvus) {
      Progress progress = Roles.progress(milvus, world, status);
      UpgradePlan plan = UpgradePlan.of(milvus, progress, now);
      upgrade = Optional.of(plan);
      versions = plan.versions();
      kept = plan.kept();
      Roles.queryNodes(spec, milvus, progress)
          .ifPresent(count -> replicas.put(Tier.QUERY_NODE, count));
      RoleState queryNodes = progress.roles().get(Tier.QUERY_NODE);
      held =
          queryNodes != null && Drain.pauseRollout(queryNodes) ? Set.of(Tier.QUERY_NODE) : Set.of();
    }
    replicas.putAll(hibernation.replicas());
    Situation situation =
        new Situation(
            ImagePins.choose(spec, status),
            versions,
            replicas,
            surroundings.secretDigests(),
            VolumeGrowth.madeSizes(world.all(StatefulSet.class)),
            surroundings.gatewayApi(),
            surroundings.podMonitors(),
            held,
            kept,
            surroundings.operatorNamespace());
    Cluster cluster = new Cluster(resource, spec, situation);
    if (spec.milvus() instanceof Milvus.Managed milvus
        && Copies.areAwaited(cluster, milvus, world.pods(Tier.QUERY_NODE))) {
      cluster = new Cluster(resource, spec, situation.holding(Tier.API));
    }
    return new Plan(cluster, hibernation, upgrade);
  }

  /** Pods to begin with where an autoscaler goes on. */
  int wakeUp(@Nullable Tier tier) {
    if (tier == null) {
      return 1;
    }
    int least = cluster.spec().sizeOf(tier).map(size -> size.replicas()).orElse(1);
    Map<String, Integer> remembered = hibernation.remembered();
    Integer before = remembered == null ? null : remembered.get(tier.component());
    return before == null ? least : Math.max(least, before);
  }
}
