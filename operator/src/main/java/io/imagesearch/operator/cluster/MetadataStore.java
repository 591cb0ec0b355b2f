package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.EtcdSpec;
import io.imagesearch.operator.api.v1alpha1.ExternalEtcdSpec;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;

/** The etcd that Milvus keeps its metadata in. */
public sealed interface MetadataStore {
  /** One that the operator runs; {@code members} is odd. */
  record Managed(int members, VolumeSpec volume) implements MetadataStore {}

  /** One that is there already. */
  record External(ExternalEtcdSpec spec) implements MetadataStore {}

  static MetadataStore of(EtcdSpec spec) {
    if (spec.external() != null) {
      return new External(spec.external());
    }
    return new Managed(
        spec.replicas() == null ? EtcdSpec.DEFAULT_REPLICAS : spec.replicas(),
        spec.storage() == null ? new VolumeSpec(EtcdSpec.DEFAULT_SIZE, null) : spec.storage());
  }
}
