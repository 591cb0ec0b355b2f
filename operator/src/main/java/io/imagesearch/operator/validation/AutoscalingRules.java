package io.imagesearch.operator.validation;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.imagesearch.operator.api.v1alpha1.AutoscalingSpec;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of how an autoscaler chooses: its metrics and behavior are as in autoscaling/v2. */
final class AutoscalingRules {
  private static final Set<String> POLICIES = Set.of("Max", "Min", "Disabled");
  private static final Set<String> UNITS = Set.of("Pods", "Percent");

  private AutoscalingRules() {}

  static void check(String path, AutoscalingSpec autoscaling, Violations violations) {
    Integer least = autoscaling.minReplicas();
    violations.unless(
        least == null || least <= autoscaling.maxReplicas(),
        path + ".minReplicas",
        Sentences.MIN_REPLICAS);
    Part.readAll(
        path + ".metrics",
        autoscaling.metrics(),
        MetricSpec.class,
        violations,
        (at, metric) -> checkMetric(at, metric, violations));
    Part.read(
            path + ".behavior",
            autoscaling.behavior(),
            HorizontalPodAutoscalerBehavior.class,
            violations)
        .ifPresent(behavior -> {
          checkDirection(path + ".behavior.scaleUp", behavior.getScaleUp(), violations);
          checkDirection(path + ".behavior.scaleDown", behavior.getScaleDown(), violations);
        });
  }

  private static void checkMetric(String path, MetricSpec metric, Violations violations) {
    Map<String, @Nullable Object> sources = new LinkedHashMap<>();
    sources.put("Resource", metric.getResource());
    sources.put("ContainerResource", metric.getContainerResource());
    sources.put("Pods", metric.getPods());
    sources.put("Object", metric.getObject());
    sources.put("External", metric.getExternal());
    String type = Objects.requireNonNullElse(metric.getType(), "");
    if (!sources.containsKey(type)) {
      violations.add(path + ".type", "give one of " + String.join(", ", sources.keySet()));
      return;
    }
    String field = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    violations.unless(
        sources.get(type) != null, path + "." + field, "give it, as the type is " + type);
  }

  private static void checkDirection(
      String path, @Nullable HPAScalingRules rules, Violations violations) {
    if (rules == null) {
      return;
    }
    Integer window = rules.getStabilizationWindowSeconds();
    violations.unless(
        window == null || (window >= 0 && window <= 3600),
        path + ".stabilizationWindowSeconds",
        "give 0 to 3600");
    violations.unless(
        rules.getSelectPolicy() == null || POLICIES.contains(rules.getSelectPolicy()),
        path + ".selectPolicy",
        "give Max, Min or Disabled");
    List<HPAScalingPolicy> policies = Objects.requireNonNullElse(rules.getPolicies(), List.of());
    for (int i = 0; i < policies.size(); i++) {
      HPAScalingPolicy policy = policies.get(i);
      String at = path + ".policies[" + i + "]";
      if (policy == null) {
        violations.add(at, "give a policy, or leave the entry out");
        continue;
      }
      violations.unless(
          policy.getType() != null && UNITS.contains(policy.getType()),
          at + ".type",
          "give Pods or Percent");
      violations.unless(
          policy.getValue() != null && policy.getValue() > 0, at + ".value", "give at least 1");
      violations.unless(
          policy.getPeriodSeconds() != null
              && policy.getPeriodSeconds() > 0
              && policy.getPeriodSeconds() <= 1800,
          at + ".periodSeconds",
          "give 1 to 1800");
    }
  }
}
