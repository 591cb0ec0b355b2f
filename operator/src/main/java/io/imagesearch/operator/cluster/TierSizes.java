package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.ApiSpec;
import io.imagesearch.operator.api.v1alpha1.ComponentSpec;
import io.imagesearch.operator.api.v1alpha1.EmbedderSpec;
import io.imagesearch.operator.api.v1alpha1.MilvusComponents;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.api.v1alpha1.ObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.PodTemplate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tiers that a cluster has, how large each is, and what its pods have that others' have not.
 */
record TierSizes(Map<Tier, Sizing> sizes, Map<Tier, PodTemplate> templates) {

  static TierSizes of(
      EmbedderSpec embedder,
      ApiSpec api,
      MilvusSpec milvusSpec,
      Milvus milvus,
      ObjectStorageSpec storage,
      ObjectStore objectStore) {
    TierSizes tiers = new TierSizes(new EnumMap<>(Tier.class), new EnumMap<>(Tier.class));
    tiers.put(Tier.API, Sizing.of(api.replicas(), api.autoscaling(), 2), api.template());
    tiers.put(
        Tier.EMBEDDER,
        Sizing.of(embedder.replicas(), embedder.autoscaling(), 1),
        embedder.template());
    if (objectStore instanceof ObjectStore.Managed) {
      tiers.put(Tier.OBJECT_STORAGE, fixed(1), storage.template());
    }
    if (milvus instanceof Milvus.Managed managed) {
      tiers.putMilvus(milvusSpec, managed);
    }
    return tiers;
  }

  private void putMilvus(MilvusSpec spec, Milvus.Managed milvus) {
    if (milvus.metadata() instanceof MetadataStore.Managed etcd) {
      put(Tier.ETCD, fixed(etcd.members()), spec.etcd() == null ? null : spec.etcd().template());
    }
    if (milvus.queue() instanceof MessageQueue.ManagedKafka kafka) {
      var queue = spec.messageQueue();
      put(
          Tier.KAFKA,
          fixed(kafka.brokers()),
          queue == null || queue.kafka() == null ? null : queue.kafka().template());
    }
    for (Tier role : Tier.milvus()) {
      ComponentSpec component =
          SpecDefaults.or(componentOf(spec.components(), role), SpecDefaults.COMPONENT);
      // A copy of the collection needs a query node of its own.
      int otherwise = role == Tier.QUERY_NODE ? milvus.replicas() : 1;
      put(
          role,
          Sizing.of(component.replicas(), component.autoscaling(), otherwise),
          component.template());
    }
  }

  private void put(Tier tier, Sizing size, @Nullable PodTemplate template) {
    sizes.put(tier, size);
    templates.put(tier, SpecDefaults.or(template, SpecDefaults.NO_CHANGES));
  }

  private static Sizing fixed(int replicas) {
    return new Sizing(replicas, Optional.empty());
  }

  private static @Nullable ComponentSpec componentOf(
      @Nullable MilvusComponents components, Tier role) {
    if (components == null) {
      return null;
    }
    return switch (role) {
      case ROOT_COORD -> components.rootCoord();
      case DATA_COORD -> components.dataCoord();
      case QUERY_COORD -> components.queryCoord();
      case INDEX_COORD -> components.indexCoord();
      case MIX_COORD -> components.mixCoord();
      case PROXY -> components.proxy();
      case QUERY_NODE -> components.queryNode();
      case DATA_NODE -> components.dataNode();
      case INDEX_NODE -> components.indexNode();
      case STREAMING_NODE -> components.streamingNode();
      case API, EMBEDDER, ETCD, OBJECT_STORAGE, KAFKA -> null;
    };
  }
}
