package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterStatus;
import io.imagesearch.operator.api.v1alpha1.MilvusStatus;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Sizing;
import io.imagesearch.operator.cluster.Spec;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.upgrade.Drain;
import io.imagesearch.operator.upgrade.Progress;
import io.imagesearch.operator.upgrade.RoleState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the roles of Milvus are, as the plan of an upgrade wants to know it. Pure. */
final class Roles {
  private Roles() {}

  static Progress progress(
      Milvus.Managed wanted, World world, @Nullable ImageSearchClusterStatus status) {
    Optional<MilvusStatus> before = Optional.ofNullable(status).map(s -> s.milvus());
    Optional<Version> reached =
        before.map(MilvusStatus::version).filter(text -> !text.isEmpty()).map(Version::of);
    Map<Tier, RoleState> states = new EnumMap<>(Tier.class);
    for (Tier role : Tier.milvus()) {
      world
          .workload(role)
          .filter(workload -> workload.object() instanceof Deployment)
          .ifPresent(workload ->
              states.put(
                  role,
                  RoleState.of(
                      (Deployment) workload.object(),
                      ending(world, role),
                      reached.orElse(wanted.version()))));
    }
    return new Progress(reached, states, before.map(MilvusStatus::upgrade));
  }

  /** Query nodes that there shall be now, where they are fewer in the end. */
  static Optional<Integer> queryNodes(Spec spec, Milvus.Managed milvus, Progress progress) {
    Optional<Sizing> size = spec.sizeOf(Tier.QUERY_NODE);
    RoleState now = progress.roles().get(Tier.QUERY_NODE);
    if (now == null || now.desired() == 0 || size.isEmpty()) {
      return Optional.empty();
    }
    if (size.get().autoscaling().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(Drain.replicas(size.get().replicas(), milvus.replicas(), now));
  }

  private static int ending(World world, Tier role) {
    return Math.toIntExact(
        world.pods(role).stream()
            .map(Pod::getMetadata)
            .filter(meta -> meta.getDeletionTimestamp() != null)
            .count());
  }
}
