package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.observe.World;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Lets others take over from Milvus pods that are gone. A pod that was killed holds its place until
 * its lease runs out, and without its coordinator nothing is searched meanwhile. A coordinator that
 * shall end gives up one of its roles after the other, which takes seconds without a search, or
 * can't: before 2.4 one that stands by for one of its roles waits for that for ever
 * (milvus-io/milvus#32066). It keeps nothing that is not in etcd; so where another is ready, it
 * takes over as if this one had been killed.
 *
 * <p>What was seen is remembered here alone. Another operator does not know of pods that went
 * before its time; their leases run out.
 */
final class Failover {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private final Sessions sessions;
  private final Executor beside;
  private final Map<ResourceID, Seen> seen = new ConcurrentHashMap<>();

  /** Who can end the sessions of Milvus' processes. */
  interface Sessions {
    void end(Cluster cluster, World world, Set<String> addresses);
  }

  /**
   * @param addresses of pods that run, by their uid
   * @param relieved coordinators that shall end, by their uid
   */
  private record Seen(Map<String, String> addresses, Set<String> relieved) {
    static final Seen NOTHING = new Seen(Map.of(), Set.of());
  }

  /**
   * Prepares to look.
   *
   * @param beside executes what no pass waits for
   */
  Failover(Sessions sessions, Executor beside) {
    this.sessions = sessions;
    this.beside = beside;
  }

  /** Looks what has gone since the last time. */
  void look(Cluster cluster, World world) {
    ResourceID id = ResourceID.fromResource(cluster.resource());
    if (cluster.spec().hibernated()) {
      forget(id);
      return;
    }
    Seen before = seen.getOrDefault(id, Seen.NOTHING);
    Map<String, String> running = new HashMap<>();
    milvus(world)
        .filter(Failover::runs)
        .forEach(pod -> running.put(uid(pod), pod.getStatus().getPodIP()));
    List<Pod> leaving =
        Tier.milvus().stream()
            .filter(Tier::isCoordinator)
            .map(world::pods)
            .filter(pods -> pods.stream().anyMatch(Failover::canTakeOver))
            .flatMap(List::stream)
            .filter(pod -> running.containsKey(uid(pod)))
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
            .toList();
    Set<String> relieved = new HashSet<>();
    leaving.forEach(pod -> relieved.add(uid(pod)));
    seen.put(id, new Seen(running, relieved));

    Set<String> gone = new HashSet<>();
    before
        .addresses()
        .forEach((uid, address) -> {
          // An address may have been given to the next one already.
          if (!running.containsKey(uid) && !running.containsValue(address)) {
            gone.add(address);
          }
        });
    leaving.stream()
        .filter(pod -> !before.relieved().contains(uid(pod)))
        .forEach(pod -> gone.add(pod.getStatus().getPodIP()));
    if (!gone.isEmpty()) {
      beside.execute(() -> sessions.end(cluster, world, gone));
    }
  }

  void forget(ResourceID cluster) {
    seen.remove(cluster);
  }

  private static Stream<Pod> milvus(World world) {
    return Tier.milvus().stream().flatMap(tier -> world.pods(tier).stream());
  }

  /** Whether a pod has an address, and has not ended. */
  static boolean runs(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getPodIP() != null
        && !ENDED.contains(pod.getStatus().getPhase());
  }

  private static boolean canTakeOver(Pod pod) {
    return runs(pod)
        && pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus().getConditions().stream()
            .anyMatch(each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }
}
