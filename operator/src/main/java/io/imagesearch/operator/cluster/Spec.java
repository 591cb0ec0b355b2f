package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.AuthenticationSpec;
import io.imagesearch.operator.api.v1alpha1.DeletionPolicy;
import io.imagesearch.operator.api.v1alpha1.GatewaySpec;
import io.imagesearch.operator.api.v1alpha1.GpuSpec;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterSpec;
import io.imagesearch.operator.api.v1alpha1.ImagesSpec;
import io.imagesearch.operator.api.v1alpha1.IngressSpec;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.api.v1alpha1.ModelSpec;
import io.imagesearch.operator.api.v1alpha1.ObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.PodTemplate;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wrote, with the defaults of everything left out. The schema has the same defaults;
 * these are for what it can't fill in, and for resources that are older than a field.
 *
 * @param templates changes to the pods of tiers
 * @param policies whether NetworkPolicies are wanted
 */
public record Spec(
    ModelSpec model,
    Optional<GpuSpec> gpu,
    AuthenticationSpec authentication,
    Optional<IngressSpec> ingress,
    Optional<GatewaySpec> gateway,
    Milvus milvus,
    ObjectStore objectStore,
    DeletionPolicy deletionPolicy,
    ImagesSpec images,
    boolean policies,
    boolean paused,
    boolean hibernated,
    Map<Tier, Sizing> sizes,
    Map<Tier, PodTemplate> templates) {

  /** How many pods a tier has, and whether it has any. */
  public Optional<Sizing> sizeOf(Tier tier) {
    return Optional.ofNullable(sizes.get(tier));
  }

  public PodTemplate templateOf(Tier tier) {
    return templates.getOrDefault(tier, SpecDefaults.NO_CHANGES);
  }

  /**
   * Reads a resource.
   *
   * @throws IllegalArgumentException when the schema's rules were not kept
   */
  public static Spec of(ImageSearchCluster resource) {
    ImageSearchClusterSpec spec =
        resource.getSpec() == null ? SpecDefaults.EMPTY : resource.getSpec();
    var embedder = SpecDefaults.or(spec.embedder(), SpecDefaults.EMBEDDER);
    var api = SpecDefaults.or(spec.api(), SpecDefaults.API);
    MilvusSpec milvusSpec = SpecDefaults.or(spec.milvus(), SpecDefaults.MILVUS);
    ObjectStorageSpec storage =
        SpecDefaults.or(milvusSpec.objectStorage(), SpecDefaults.OBJECT_STORAGE);
    Milvus milvus = Milvus.of(milvusSpec);
    ObjectStore objectStore = ObjectStore.of(storage);
    TierSizes tiers = TierSizes.of(embedder, api, milvusSpec, milvus, storage, objectStore);
    return new Spec(
        SpecDefaults.or(spec.model(), SpecDefaults.MODEL),
        Optional.ofNullable(embedder.gpu()),
        SpecDefaults.or(api.authentication(), SpecDefaults.AUTHENTICATION),
        Optional.ofNullable(spec.ingress()),
        Optional.ofNullable(spec.gateway()),
        milvus,
        objectStore,
        spec.storage() == null || spec.storage().deletionPolicy() == null
            ? DeletionPolicy.RETAIN
            : spec.storage().deletionPolicy(),
        SpecDefaults.or(spec.images(), SpecDefaults.IMAGES),
        spec.network() == null || !Boolean.FALSE.equals(spec.network().policies()),
        spec.paused(),
        spec.hibernated(),
        tiers.sizes(),
        tiers.templates());
  }
}
