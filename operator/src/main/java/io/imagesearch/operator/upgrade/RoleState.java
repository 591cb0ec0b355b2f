package io.imagesearch.operator.upgrade;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.imagesearch.operator.cluster.Version;
import io.imagesearch.operator.milvus.Marks;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the pods of a role are.
 *
 * @param version that they are set to
 * @param image that they are set to
 * @param observed whether Kubernetes has looked at the last change
 * @param desired pods that there shall be
 * @param existing pods that there are and that don't end, old ones and updated ones
 * @param updated pods as they are wanted now
 * @param available pods that are ready for long enough
 * @param ending pods that are about to end; Kubernetes counts them nowhere
 * @param held whether its rollout waits for the operator
 */
public record RoleState(
    Version version,
    String image,
    boolean observed,
    int desired,
    int existing,
    int updated,
    int available,
    int ending,
    boolean held) {

  /**
   * Reads a Deployment.
   *
   * @param ending pods of the role that have a deletion timestamp
   * @param otherwise the version where somebody took away the mark that tells it
   */
  public static RoleState of(Deployment deployment, int ending, Version otherwise) {
    DeploymentStatus status =
        deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
    String marked = deployment.getMetadata().getAnnotations().get(Marks.VERSION);
    return new RoleState(
        marked == null ? otherwise : Version.of(marked),
        deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage(),
        Objects.equals(status.getObservedGeneration(), deployment.getMetadata().getGeneration()),
        count(deployment.getSpec().getReplicas(), 1),
        count(status.getReplicas(), 0),
        count(status.getUpdatedReplicas(), 0),
        count(status.getAvailableReplicas(), 0),
        ending,
        Boolean.TRUE.equals(deployment.getSpec().getPaused()));
  }

  private static int count(@Nullable Integer count, int otherwise) {
    return count == null ? otherwise : count;
  }

  /** Whether all pods are as they are wanted, and no other is there any more. */
  public boolean complete() {
    return waitsFor().isEmpty();
  }

  /** What is missing, as a person reads it. */
  public Optional<String> waitsFor() {
    if (!observed) {
      return Optional.of("Kubernetes has not looked at the change yet");
    }
    if (updated < desired) {
      return Optional.of(updated + " of " + desired + " pods updated");
    }
    if (existing > desired) {
      return Optional.of(existing - desired + " old pods still there");
    }
    if (available < desired) {
      return Optional.of(available + " of " + desired + " pods available");
    }
    if (ending > 0) {
      return Optional.of(ending + (ending == 1 ? " pod is" : " pods are") + " still ending");
    }
    if (held) {
      return Optional.of("its rollout is still held");
    }
    return Optional.empty();
  }
}
