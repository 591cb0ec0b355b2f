package io.imagesearch.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What decisions rest on of a pod. A cluster may have thousands, a pass holds all of them, and each
 * as a whole takes some 20 kB of memory.
 */
final class PodEssentials {
  private static final Set<String> CONDITIONS = Set.of("PodScheduled", "Ready");

  private PodEssentials() {}

  /** Takes everything else away. */
  static void reduce(Pod pod) {
    pod.getMetadata().setAnnotations(Map.of());
    pod.getMetadata().setOwnerReferences(List.of());
    if (pod.getSpec() != null) {
      pod.setSpec(spec(pod.getSpec()));
    }
    if (pod.getStatus() != null) {
      pod.setStatus(status(pod.getStatus()));
    }
  }

  /** How long it may take to end, and which ConfigMaps it would read again. */
  private static PodSpec spec(PodSpec whole) {
    return new PodSpecBuilder()
        .withTerminationGracePeriodSeconds(whole.getTerminationGracePeriodSeconds())
        .withVolumes(
            whole.getVolumes().stream().filter(volume -> volume.getConfigMap() != null).toList())
        .build();
  }

  private static PodStatus status(PodStatus whole) {
    return new PodStatusBuilder()
        .withPhase(whole.getPhase())
        .withPodIP(whole.getPodIP())
        .withConditions(
            whole.getConditions().stream()
                .filter(condition -> CONDITIONS.contains(condition.getType()))
                .toList())
        .withInitContainerStatuses(containers(whole.getInitContainerStatuses()))
        .withContainerStatuses(containers(whole.getContainerStatuses()))
        .build();
  }

  private static List<ContainerStatus> containers(List<ContainerStatus> whole) {
    return whole.stream()
        .map(each ->
            new ContainerStatusBuilder()
                .withName(each.getName())
                .withState(each.getState())
                .withLastState(each.getLastState())
                .build())
        .toList();
  }
}
