package io.imagesearch.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a pod is not ready, as the most telling of what Kubernetes knows.
 *
 * @param reason one word in CamelCase, such as {@code ImagePullBackOff}
 * @param message a sentence that begins with the pod's name
 */
public record PodTrouble(String reason, String message, int weight) {
  private static final int LONGEST = 300;
  private static final Set<String> ON_THE_WAY = Set.of("ContainerCreating", "PodInitializing");

  /** The worst trouble of all the pods, if there is any that waiting alone won't mend. */
  public static Optional<PodTrouble> worst(Collection<Pod> pods) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .flatMap(pod -> of(pod).stream())
        .max(Comparator.comparingInt(PodTrouble::weight));
  }

  private static Optional<PodTrouble> of(Pod pod) {
    PodStatus status = pod.getStatus();
    if (status == null) {
      return Optional.empty();
    }
    String name = pod.getMetadata().getName();
    return Stream.concat(
            unschedulable(name, status).stream(),
            Stream.concat(
                    status.getInitContainerStatuses().stream(),
                    status.getContainerStatuses().stream())
                .flatMap(container -> of(name, container).stream()))
        .max(Comparator.comparingInt(PodTrouble::weight));
  }

  private static Optional<PodTrouble> unschedulable(String pod, PodStatus status) {
    return status.getConditions().stream()
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "False".equals(condition.getStatus()))
        .map(PodCondition::getMessage)
        .map(message ->
            new PodTrouble(
                "Unschedulable", "pod %s: Unschedulable: %s".formatted(pod, shortened(message)), 4))
        .findFirst();
  }

  private static Optional<PodTrouble> of(String pod, ContainerStatus container) {
    ContainerState state = container.getState();
    ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
    if (waiting != null
        && waiting.getReason() != null
        && !ON_THE_WAY.contains(waiting.getReason())) {
      return Optional.of(waiting(pod, container, waiting));
    }
    ContainerStateTerminated ended = state == null ? null : state.getTerminated();
    if (ended != null && !Objects.equals(ended.getExitCode(), 0)) {
      return Optional.of(ended(pod, container, ended, "ended"));
    }
    return Optional.empty();
  }

  private static PodTrouble waiting(
      String pod, ContainerStatus container, ContainerStateWaiting waiting) {
    ContainerState last = container.getLastState();
    if ("CrashLoopBackOff".equals(waiting.getReason())
        && last != null
        && last.getTerminated() != null) {
      return ended(pod, container, last.getTerminated(), "CrashLoopBackOff");
    }
    boolean image = waiting.getReason().contains("Image");
    return new PodTrouble(
        waiting.getReason(),
        "pod %s: %s: %s".formatted(pod, waiting.getReason(), shortened(waiting.getMessage())),
        image ? 3 : 2);
  }

  /** Containers hand over what they wrote at last when they fail. */
  private static PodTrouble ended(
      String pod, ContainerStatus container, ContainerStateTerminated ended, String how) {
    String why =
        "OOMKilled".equals(ended.getReason())
            ? "OOMKilled: more memory than its limit"
            : "exit code %d: %s"
                .formatted(ended.getExitCode(), shortened(LastWords.of(ended.getMessage())));
    String reason = "ended".equals(how) ? "ContainerFailed" : how;
    return new PodTrouble(
        reason, "pod %s: container %s: %s: %s".formatted(pod, container.getName(), how, why), 3);
  }

  private static String shortened(@Nullable String text) {
    String given = text == null ? "" : text.strip();
    return given.length() <= LONGEST ? given : given.substring(0, LONGEST) + " …";
  }
}
