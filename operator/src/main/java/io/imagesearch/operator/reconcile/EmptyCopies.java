package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.check.LoadedCopy;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import io.imagesearch.operator.observe.Workload;
import io.imagesearch.operator.observe.World;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Lets no copy of a collection stay without a query node while another has several. Milvus before
 * 2.4 gives a query node to a copy once, when the node comes, and counts those that are about to
 * end: of two nodes that are replaced one after the other both may go to one copy. Searches go on
 * then, but the next coordinator that starts never calls the collection loaded. Where a node of the
 * copy with several ends, the one that is made in its place goes to the copy without any.
 */
final class EmptyCopies {
  /** A node that came just now is given to a copy within seconds. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Version BALANCED = new Version(2, 4, 0);

  private final Memory memory;
  private final Eviction eviction;
  private final Executor beside;
  private final Clock clock;
  private final Map<ResourceID, Suspicion> suspicions = new ConcurrentHashMap<>();

  /** Who knows which query nodes have which copy. */
  interface Memory {
    /** Nothing where that can't be known. */
    List<LoadedCopy> copies(Cluster cluster, World world);
  }

  /** Who ends a pod that can be spared, if its disruption budget lets it go. */
  interface Eviction {
    void evict(Cluster cluster, Pod pod);
  }

  /** A copy without a query node. */
  private record Suspicion(long copy, Instant since) {}

  /**
   * Prepares to look.
   *
   * @param beside executes what no pass waits for
   */
  EmptyCopies(Memory memory, Eviction eviction, Executor beside, Clock clock) {
    this.memory = memory;
    this.eviction = eviction;
    this.beside = beside;
    this.clock = clock;
  }

  /**
   * Looks at a cluster.
   *
   * @param loaded copies in memory, as far as Milvus says
   * @return whether to look again some time after {@link #PATIENCE}
   */
  boolean look(Cluster cluster, World world, @Nullable Integer loaded) {
    ResourceID id = ResourceID.fromResource(cluster.resource());
    boolean complete = loaded != null && loaded >= cluster.spec().milvus().replicas();
    if (complete || !canBeLeftEmpty(cluster) || !isSettled(world)) {
      forget(id);
      return false;
    }
    beside.execute(() -> look(id, cluster, world));
    return true;
  }

  void forget(ResourceID cluster) {
    suspicions.remove(cluster);
  }

  private static boolean canBeLeftEmpty(Cluster cluster) {
    Version version = cluster.situation().versions().get(Tier.QUERY_NODE);
    return cluster.spec().milvus() instanceof Milvus.Managed milvus
        && milvus.replicas() > 1
        && version != null
        && version.compareTo(BALANCED) < 0;
  }

  /** Whether there are several query nodes, and none is about to come or to go. */
  private static boolean isSettled(World world) {
    List<Pod> pods = world.pods(Tier.QUERY_NODE);
    return pods.size() > 1
        && pods.stream().allMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        && world.workload(Tier.QUERY_NODE).filter(Workload::isComplete).isPresent();
  }

  private void look(ResourceID id, Cluster cluster, World world) {
    List<LoadedCopy> copies = memory.copies(cluster, world);
    Optional<LoadedCopy> empty =
        copies.stream()
            .filter(copy -> copy.hosts().isEmpty())
            .filter(copy -> richer(copies, copy).isPresent())
            .findFirst();
    if (empty.isEmpty()) {
      forget(id);
      return;
    }
    Suspicion suspicion =
        suspicions.compute(
            id,
            (_, before) ->
                before != null && before.copy() == empty.get().id()
                    ? before
                    : new Suspicion(empty.get().id(), clock.instant()));
    if (!suspicion.since().plus(PATIENCE).isAfter(clock.instant())) {
      forget(id);
      spared(richer(copies, empty.get()).orElseThrow(), world)
          .ifPresent(pod -> eviction.evict(cluster, pod));
    }
  }

  /** The copy of the same collection with the most query nodes, if it has several. */
  private static Optional<LoadedCopy> richer(Collection<LoadedCopy> copies, LoadedCopy than) {
    return copies.stream()
        .filter(copy -> copy.collection() == than.collection() && copy.hosts().size() > 1)
        .max(Comparator.comparingInt(copy -> copy.hosts().size()));
  }

  /** The pod that came last: it has had the least time to take over from the others. */
  private static Optional<Pod> spared(LoadedCopy copy, World world) {
    return world.pods(Tier.QUERY_NODE).stream()
        .filter(Failover::runs)
        .filter(pod -> copy.hosts().contains(pod.getStatus().getPodIP()))
        .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
  }
}
