package io.imagesearch.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.imagesearch.operator.cluster.Tier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment or StatefulSet, as far as its controller has come.
 *
 * @param desired pods that its spec asks for
 * @param total pods that there are, of any revision
 * @param ready of them ready
 * @param updated of them of the newest revision
 * @param available of them ready for as long as asked
 * @param observed whether the controller has seen the newest spec; if not, the other figures are
 *     about an older one
 */
public record Workload(
    Tier tier,
    HasMetadata object,
    PodTemplateSpec template,
    int desired,
    int total,
    int ready,
    int updated,
    int available,
    boolean observed) {

  static Workload of(Tier tier, Deployment deployment) {
    DeploymentStatus status =
        Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
    return new Workload(
        tier,
        deployment,
        deployment.getSpec().getTemplate(),
        orElse(deployment.getSpec().getReplicas(), 1),
        orElse(status.getReplicas(), 0),
        orElse(status.getReadyReplicas(), 0),
        orElse(status.getUpdatedReplicas(), 0),
        orElse(status.getAvailableReplicas(), 0),
        seen(deployment, status.getObservedGeneration()));
  }

  static Workload of(Tier tier, StatefulSet set) {
    StatefulSetStatus status =
        Objects.requireNonNullElseGet(set.getStatus(), StatefulSetStatus::new);
    int ready = orElse(status.getReadyReplicas(), 0);
    return new Workload(
        tier,
        set,
        set.getSpec().getTemplate(),
        orElse(set.getSpec().getReplicas(), 1),
        orElse(status.getReplicas(), 0),
        ready,
        orElse(status.getUpdatedReplicas(), 0),
        orElse(status.getAvailableReplicas(), ready),
        seen(set, status.getObservedGeneration()));
  }

  /** Whether all pods are there, of the newest revision, available, and no others. */
  public boolean isComplete() {
    return observed && updated == desired && available == desired && total == desired;
  }

  /** Whether as many pods are ready as there should be, of whatever revision. */
  public boolean isReady() {
    return observed && ready >= desired;
  }

  private static boolean seen(HasMetadata object, @Nullable Long observed) {
    Long generation = object.getMetadata().getGeneration();
    return observed != null && (generation == null || observed >= generation);
  }

  private static int orElse(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
