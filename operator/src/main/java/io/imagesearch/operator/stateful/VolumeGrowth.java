package io.imagesearch.operator.stateful;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.MessageQueue;
import io.imagesearch.operator.cluster.MetadataStore;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.ObjectStore;
import io.imagesearch.operator.cluster.Tier;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A claim that has to grow: its {@code spec.resources.requests.storage} becomes {@code to}. What a
 * storage class can't do shows in the claim's own conditions and events.
 */
public record VolumeGrowth(String claim, Tier tier, Quantity from, Quantity to) {

  /**
   * The claims that are smaller than the spec asks for, of those that there are. A claim that is
   * larger stays as it is: no volume shrinks.
   */
  public static List<VolumeGrowth> of(Cluster cluster, Collection<PersistentVolumeClaim> claims) {
    Map<String, Tier> tiers = tiersByComponent();
    Map<Tier, VolumeSpec> wanted = volumes(cluster);
    return claims.stream()
        .filter(cluster::owns)
        .flatMap(claim -> growth(claim, tiers, wanted).stream())
        .toList();
  }

  /**
   * The sizes that volumes were made with, for {@code Situation}: of the StatefulSets' templates.
   */
  public static Map<Tier, String> madeSizes(Stream<StatefulSet> sets) {
    Map<String, Tier> tiers = tiersByComponent();
    Map<Tier, String> sizes = new EnumMap<>(Tier.class);
    sets.forEach(set -> {
      Tier tier = tiers.get(set.getMetadata().getLabels().get(Labels.COMPONENT));
      if (tier != null) {
        set.getSpec().getVolumeClaimTemplates().stream()
            .filter(claim -> StatefulPods.VOLUME.equals(claim.getMetadata().getName()))
            .findFirst()
            .ifPresent(claim -> sizes.put(tier, asked(claim).toString()));
      }
    });
    return sizes;
  }

  private static Quantity asked(PersistentVolumeClaim claim) {
    return Objects.requireNonNull(
        claim.getSpec().getResources().getRequests().get("storage"),
        "every claim asks for storage");
  }

  /** The volume of each pod of each store that the operator runs. */
  public static Map<Tier, VolumeSpec> volumes(Cluster cluster) {
    Map<Tier, VolumeSpec> volumes = new EnumMap<>(Tier.class);
    if (cluster.spec().objectStore() instanceof ObjectStore.Managed(VolumeSpec volume)) {
      volumes.put(Tier.OBJECT_STORAGE, volume);
    }
    if (cluster.spec().milvus() instanceof Milvus.Managed milvus) {
      if (milvus.metadata() instanceof MetadataStore.Managed(int _, VolumeSpec volume)) {
        volumes.put(Tier.ETCD, volume);
      }
      if (milvus.queue() instanceof MessageQueue.ManagedKafka(int _, VolumeSpec volume)) {
        volumes.put(Tier.KAFKA, volume);
      }
    }
    return volumes;
  }

  private static Optional<VolumeGrowth> growth(
      PersistentVolumeClaim claim, Map<String, Tier> tiers, Map<Tier, VolumeSpec> wanted) {
    Tier tier = tiers.get(claim.getMetadata().getLabels().get(Labels.COMPONENT));
    VolumeSpec volume = tier == null ? null : wanted.get(tier);
    if (tier == null || volume == null || claim.getMetadata().getDeletionTimestamp() != null) {
      return Optional.empty();
    }
    Quantity from = asked(claim);
    Quantity to = new Quantity(volume.size());
    return from.getNumericalAmount().compareTo(to.getNumericalAmount()) < 0
        ? Optional.of(new VolumeGrowth(claim.getMetadata().getName(), tier, from, to))
        : Optional.empty();
  }

  private static Map<String, Tier> tiersByComponent() {
    return Map.of(
        Tier.OBJECT_STORAGE.component(), Tier.OBJECT_STORAGE,
        Tier.ETCD.component(), Tier.ETCD,
        Tier.KAFKA.component(), Tier.KAFKA);
  }
}
