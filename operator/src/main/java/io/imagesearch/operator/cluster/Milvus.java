package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.Coordinators;
import io.imagesearch.operator.api.v1alpha1.EtcdSpec;
import io.imagesearch.operator.api.v1alpha1.ExternalMilvusSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueSpec;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.api.v1alpha1.UpgradeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The vector database. */
public sealed interface Milvus {
  /** Copies of the collection in memory. */
  int replicas();

  /**
   * One that the operator runs.
   *
   * @param version that is wanted in the end
   * @param separate whether coordinators are processes of their own
   * @param config keys of milvus.yaml on top of the operator's
   * @param stepTimeout after which a step of an upgrade is called stuck
   */
  record Managed(
      Version version,
      int replicas,
      boolean separate,
      Map<String, Object> config,
      Duration stepTimeout,
      MetadataStore metadata,
      MessageQueue queue)
      implements Milvus {

    /** The roles of the version that is wanted. */
    public List<Tier> roles() {
      return Milvus.rolesOf(version, separate);
    }
  }

  /** One that is there already. */
  record External(ExternalMilvusSpec spec, int replicas) implements Milvus {}

  /** The roles that a version has, in the order in which they start. */
  static List<Tier> rolesOf(Version version, boolean separate) {
    if (version.isStreaming()) {
      return List.of(
          Tier.MIX_COORD, Tier.STREAMING_NODE, Tier.QUERY_NODE, Tier.DATA_NODE, Tier.PROXY);
    }
    if (separate) {
      return List.of(
          Tier.ROOT_COORD,
          Tier.DATA_COORD,
          Tier.QUERY_COORD,
          Tier.INDEX_COORD,
          Tier.INDEX_NODE,
          Tier.QUERY_NODE,
          Tier.DATA_NODE,
          Tier.PROXY);
    }
    return List.of(Tier.MIX_COORD, Tier.INDEX_NODE, Tier.QUERY_NODE, Tier.DATA_NODE, Tier.PROXY);
  }

  static Milvus of(MilvusSpec spec) {
    int replicas = spec.replicas() == null ? 1 : spec.replicas();
    if (spec.external() != null) {
      return new External(spec.external(), replicas);
    }
    UpgradeSpec upgrade = spec.upgrade();
    Integer timeout = upgrade == null ? null : upgrade.stepTimeoutSeconds();
    return new Managed(
        Version.of(spec.version() == null ? MilvusSpec.DEFAULT_VERSION : spec.version()),
        replicas,
        spec.coordinators() == Coordinators.SEPARATE,
        spec.config() == null ? Map.of() : spec.config(),
        Duration.ofSeconds(timeout == null ? 1800 : timeout),
        MetadataStore.of(spec.etcd() == null ? new EtcdSpec(null, null, null, null) : spec.etcd()),
        MessageQueue.of(
            spec.messageQueue() == null
                ? new MessageQueueSpec(null, null, null)
                : spec.messageQueue()));
  }
}
