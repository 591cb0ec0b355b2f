package io.imagesearch.operator.status;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.imagesearch.operator.observe.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether autoscalers can do what they are for. */
final class ScalingVerdict {
  private ScalingVerdict() {}

  static Verdict of(World world) {
    List<HorizontalPodAutoscaler> all = world.all(HorizontalPodAutoscaler.class).toList();
    if (all.isEmpty()) {
      return Verdict.no(ConditionType.SCALING_ACTIVE, "FixedReplicas", "no tier has autoscaling");
    }
    Optional<String> trouble =
        all.stream().flatMap(autoscaler -> trouble(autoscaler).stream()).findFirst();
    return trouble
        .map(message -> Verdict.no(ConditionType.SCALING_ACTIVE, "NoMetrics", message))
        .orElseGet(() ->
            Verdict.yes(
                ConditionType.SCALING_ACTIVE,
                "Autoscaling",
                all.stream()
                    .map(autoscaler -> autoscaler.getMetadata().getName())
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }

  private static Optional<String> trouble(HorizontalPodAutoscaler autoscaler) {
    if (autoscaler.getStatus() == null) {
      return Optional.empty();
    }
    return autoscaler.getStatus().getConditions().stream()
        .filter(condition -> "False".equals(condition.getStatus()))
        .filter(condition ->
            "ScalingActive".equals(condition.getType())
                || "AbleToScale".equals(condition.getType()))
        .map(HorizontalPodAutoscalerCondition::getMessage)
        .map(message -> autoscaler.getMetadata().getName() + ": " + message)
        .findFirst();
  }
}
