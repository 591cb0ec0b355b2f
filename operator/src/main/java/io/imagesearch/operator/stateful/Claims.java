package io.imagesearch.operator.stateful;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicyBuilder;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;

/** The volume of each pod of a store. */
final class Claims {
  private Claims() {}

  /**
   * The claim that each pod gets. A StatefulSet's template can't change, so it keeps the size that
   * the volumes were made with; {@link VolumeGrowth} says what becomes of the claims themselves.
   */
  static PersistentVolumeClaim template(Cluster cluster, Tier tier, VolumeSpec volume) {
    String size = cluster.situation().volumeSizes().getOrDefault(tier, volume.size());
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(StatefulPods.VOLUME)
        .withLabels(Labels.of(cluster.name(), tier.component()))
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(volume.storageClassName())
        .withVolumeMode("Filesystem")
        .withNewResources()
        .addToRequests("storage", new Quantity(size))
        .endResources()
        .endSpec()
        .withNewStatus()
        .withPhase("Pending")
        .endStatus()
        .build();
  }

  /** Fewer pods, as in hibernation, never cost a volume. */
  static StatefulSetPersistentVolumeClaimRetentionPolicy retention(Cluster cluster) {
    return new StatefulSetPersistentVolumeClaimRetentionPolicyBuilder()
        .withWhenDeleted(
            switch (cluster.spec().deletionPolicy()) {
              case RETAIN -> "Retain";
              case DELETE -> "Delete";
            })
        .withWhenScaled("Retain")
        .build();
  }
}
