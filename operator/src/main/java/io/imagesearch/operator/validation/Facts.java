package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.Coordinators;
import io.imagesearch.operator.api.v1alpha1.MessageQueueType;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the past of a cluster, also of one that was deleted and made again over volumes
 * that were kept: of that the schema, which compares with the last spec, knows nothing.
 *
 * @param oldest version that a role of Milvus runs
 * @param newest version that a role of Milvus has run
 * @param coordinators how they run
 * @param queue what Milvus writes its log to
 * @param volumes of the stores that the operator runs
 */
public record Facts(
    @Nullable Version oldest,
    @Nullable Version newest,
    @Nullable Coordinators coordinators,
    @Nullable MessageQueueType queue,
    Map<Tier, Volumes> volumes) {
  /** Of a cluster that is new. */
  public static final Facts NONE = new Facts(null, null, null, null, Map.of());

  public Facts {
    volumes = Map.copyOf(volumes);
  }

  /**
   * Volumes of a store.
   *
   * @param size that each was asked to have, such as 10Gi
   */
  public record Volumes(int members, String size, @Nullable String storageClassName) {}
}
