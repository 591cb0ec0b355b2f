package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.observe.Workload;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.validation.Facts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a cluster's past from what there is of it: of volumes that were kept, the schema
 * knows nothing. Versions are the business of the upgrade's plan.
 */
final class Past {
  private Past() {}

  static Facts of(World world) {
    Map<Tier, Facts.Volumes> volumes = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      world
          .workload(tier)
          .map(Workload::object)
          .filter(StatefulSet.class::isInstance)
          .map(StatefulSet.class::cast)
          .flatMap(Past::volumes)
          .ifPresent(found -> volumes.put(tier, found));
    }
    return new Facts(null, null, null, null, volumes);
  }

  private static Optional<Facts.Volumes> volumes(StatefulSet set) {
    List<PersistentVolumeClaim> templates = set.getSpec().getVolumeClaimTemplates();
    Integer members = set.getSpec().getReplicas();
    if (templates == null || templates.isEmpty() || members == null || members == 0) {
      return Optional.empty();
    }
    var claim = templates.getFirst().getSpec();
    return Optional.of(
        new Facts.Volumes(
            members,
            String.valueOf(claim.getResources().getRequests().get("storage")),
            claim.getStorageClassName()));
  }
}
