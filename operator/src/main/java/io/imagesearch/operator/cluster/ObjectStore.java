package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.ExternalObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.ObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;

/** Where pictures and the segments of Milvus are kept. */
public sealed interface ObjectStore {
  /** An S3 gateway that the operator runs over one volume. */
  record Managed(VolumeSpec volume) implements ObjectStore {}

  /** A bucket that is there already. */
  record External(ExternalObjectStorageSpec spec) implements ObjectStore {}

  static ObjectStore of(ObjectStorageSpec spec) {
    if (spec.external() != null) {
      return new External(spec.external());
    }
    return new Managed(
        spec.storage() == null
            ? new VolumeSpec(ObjectStorageSpec.DEFAULT_SIZE, null)
            : spec.storage());
  }
}
