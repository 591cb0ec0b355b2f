package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterStatus;
import io.imagesearch.operator.cluster.Spec;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.observe.Workload;
import io.imagesearch.operator.observe.World;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a cluster to sleep and wakes it. Stores go last and come first: Milvus writes down what it
 * has while it ends, and doesn't start without them.
 *
 * @param replicas pods that a tier shall have now, where that is not what its size says
 * @param remembered sizes to wake up with, where autoscalers had chosen them
 */
record Hibernation(Map<Tier, Integer> replicas, @Nullable Map<String, Integer> remembered) {
  private static final List<Tier> STORES = List.of(Tier.ETCD, Tier.OBJECT_STORAGE, Tier.KAFKA);

  static Hibernation plan(Spec spec, World world, @Nullable Map<String, Integer> remembered) {
    return spec.hibernated()
        ? sleep(spec, world, remembered == null ? sizes(spec, world) : remembered)
        : wake(spec, world, remembered);
  }

  /**
   * The cluster with the sizes to wake up with. A pass may begin before what the pass before wrote
   * of the status has come back to the cache: without those sizes the ones of tiers that sleep
   * already would be taken for them.
   */
  static ImageSearchCluster known(
      KubernetesClient client, Spec spec, World world, ImageSearchCluster resource) {
    ImageSearchClusterStatus status = resource.getStatus();
    boolean remembers = status != null && status.hibernatedReplicas() != null;
    if (!spec.hibernated() || remembers || !sleepsAutoscaled(spec, world)) {
      return resource;
    }
    ImageSearchCluster written = client.resource(resource).get();
    return written == null ? resource : written;
  }

  /**
   * Writes the sizes to wake up with before any tier loses its own: they are nowhere else, should
   * the operator end in the middle of the pass.
   */
  void writeDown(KubernetesClient client, ImageSearchCluster resource) {
    ImageSearchClusterStatus status = resource.getStatus();
    if (remembered != null
        && !remembered.isEmpty()
        && status != null
        && status.hibernatedReplicas() == null) {
      StatusPatch.write(client, resource, status.withHibernatedReplicas(remembered));
    }
  }

  /** Whether the stores of a cluster can be used. */
  static boolean storesReady(Spec spec, World world) {
    return STORES.stream()
        .filter(tier -> spec.sizeOf(tier).isPresent())
        .allMatch(tier ->
            world
                .workload(tier)
                .filter(workload -> workload.desired() > 0)
                .filter(Workload::isReady)
                .isPresent());
  }

  /** Tiers that lose all their pods now, and would wait for one that takes over what they have. */
  List<Tier> leaving(World world) {
    return Stream.of(Tier.QUERY_NODE, Tier.KAFKA)
        .filter(tier -> Objects.equals(replicas.get(tier), 0))
        .filter(tier -> world.workload(tier).filter(workload -> workload.desired() > 0).isPresent())
        .toList();
  }

  static boolean isStore(Tier tier) {
    return STORES.contains(tier);
  }

  private static Hibernation sleep(Spec spec, World world, Map<String, Integer> remembered) {
    boolean usersGone =
        spec.sizes().keySet().stream()
            .filter(tier -> !isStore(tier))
            .allMatch(tier -> world.pods(tier).isEmpty());
    Map<Tier, Integer> replicas = new EnumMap<>(Tier.class);
    for (Tier tier : spec.sizes().keySet()) {
      if (!isStore(tier) || usersGone) {
        replicas.put(tier, 0);
      }
    }
    return new Hibernation(replicas, remembered);
  }

  private static Hibernation wake(
      Spec spec, World world, @Nullable Map<String, Integer> remembered) {
    if (remembered == null) {
      return new Hibernation(Map.of(), null);
    }
    Map<Tier, Integer> replicas = new EnumMap<>(Tier.class);
    boolean asleep = false;
    for (Tier tier : spec.sizes().keySet()) {
      boolean off = world.workload(tier).filter(each -> each.desired() == 0).isPresent();
      asleep |= off;
      if (off && tier.isMilvus() && !storesReady(spec, world)) {
        replicas.put(tier, 0);
      }
    }
    return new Hibernation(replicas, asleep ? remembered : null);
  }

  /** Whether a tier whose size is an autoscaler's to say has none left. */
  private static boolean sleepsAutoscaled(Spec spec, World world) {
    return spec.sizes().entrySet().stream()
        .filter(size -> size.getValue().autoscaling().isPresent())
        .flatMap(size -> world.workload(size.getKey()).stream())
        .anyMatch(workload -> workload.desired() == 0);
  }

  private static Map<String, Integer> sizes(Spec spec, World world) {
    Map<String, Integer> sizes = new TreeMap<>();
    spec.sizes()
        .forEach((tier, size) -> {
          if (size.autoscaling().isPresent()) {
            world
                .workload(tier)
                .filter(workload -> workload.desired() > 0)
                .ifPresent(workload -> sizes.put(tier.component(), workload.desired()));
          }
        });
    return sizes;
  }
}
