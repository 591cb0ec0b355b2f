package io.imagesearch.operator.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.store.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeGrowthTest {
  private static final Cluster CLUSTER =
      Written.cluster(
          "{milvus: {etcd: {storage: {size: 20Gi}}, objectStorage: {storage: {size: 1Ti}}}}");

  @Test
  void namesTheClaimsThatAreTooSmall() {
    List<PersistentVolumeClaim> claims =
        List.of(
            claim("shop", Tier.ETCD, 0, "10Gi"),
            claim("shop", Tier.ETCD, 1, "20480Mi"),
            claim("shop", Tier.ETCD, 2, "30Gi"),
            claim("shop", Tier.OBJECT_STORAGE, 0, "1023Gi"));
    assertThat(VolumeGrowth.of(CLUSTER, claims))
        .containsExactly(
            new VolumeGrowth(
                "data-shop-etcd-0", Tier.ETCD, new Quantity("10Gi"), new Quantity("20Gi")),
            new VolumeGrowth(
                "data-shop-storage-0",
                Tier.OBJECT_STORAGE,
                new Quantity("1023Gi"),
                new Quantity("1Ti")));
  }

  @Test
  void leavesClaimsOfOthersAlone() {
    PersistentVolumeClaim going = claim("shop", Tier.ETCD, 0, "1Gi");
    going.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    List<PersistentVolumeClaim> claims =
        List.of(
            going,
            claim("other", Tier.ETCD, 0, "1Gi"),
            // The volumes of a Kafka that this cluster has no more.
            claim("shop", Tier.KAFKA, 0, "1Gi"),
            claim("shop", Tier.API, 0, "1Gi"));
    assertThat(VolumeGrowth.of(CLUSTER, claims)).isEmpty();
  }

  private static PersistentVolumeClaim claim(String cluster, Tier tier, int ordinal, String size) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("data-" + cluster + "-" + tier.component() + "-" + ordinal)
        .withNamespace("pictures")
        .withLabels(Labels.of(cluster, tier.component()))
        .endMetadata()
        .withNewSpec()
        .withNewResources()
        .addToRequests("storage", new Quantity(size))
        .endResources()
        .endSpec()
        .build();
  }
}
