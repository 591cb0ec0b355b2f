package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.imagesearch.operator.cluster.Tier;

/**
 * What a pod is given where its template says nothing: enough for about a million embeddings, and a
 * start. Milvus gives none of its own.
 */
final class RoleResources {
  private RoleResources() {}

  static ResourceRequirements of(Tier role) {
    return switch (role) {
      case ROOT_COORD, DATA_COORD, QUERY_COORD -> of("100m", "256Mi", "1", "1Gi");
      case INDEX_COORD -> of("20m", "128Mi", "200m", "256Mi");
      case MIX_COORD -> of("250m", "512Mi", "2", "2Gi");
      case PROXY -> of("250m", "512Mi", "2", "2Gi");
      // What they hold is no cache: memory that is promised and not there would be an outage.
      case QUERY_NODE -> of("500m", "4Gi", "4", "4Gi");
      case STREAMING_NODE -> of("500m", "2Gi", "2", "4Gi");
      case DATA_NODE -> of("250m", "1Gi", "2", "4Gi");
      case INDEX_NODE -> of("500m", "1Gi", "4", "4Gi");
      case API, EMBEDDER, ETCD, OBJECT_STORAGE, KAFKA ->
          throw new IllegalArgumentException(role + " is no role of Milvus");
    };
  }

  private static ResourceRequirements of(
      String cpuRequest, String memoryRequest, String cpuLimit, String memoryLimit) {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity(cpuRequest))
        .addToRequests("memory", new Quantity(memoryRequest))
        .addToLimits("cpu", new Quantity(cpuLimit))
        .addToLimits("memory", new Quantity(memoryLimit))
        .build();
  }
}
