package io.imagesearch.operator.scaling;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicyBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRulesBuilder;
import io.imagesearch.operator.cluster.Tier;

/**
 * How fast pods go, where a person does not say it. More pods come as fast as Kubernetes has it.
 */
final class ScaleDown {
  private ScaleDown() {}

  /** One pod at a time or a tenth of them, and none for a while after the last peak. */
  static HPAScalingRules of(Tier tier) {
    return switch (tier) {
      // It hands its segments over first, and then the others' memory is to settle.
      case QUERY_NODE -> onePod(600, 600);
      // Channels and tasks of theirs are handed over or end.
      case DATA_NODE, INDEX_NODE, STREAMING_NODE -> onePod(300, 120);
      // They hold nothing, and there may be thousands.
      case API, EMBEDDER, PROXY -> onePodOrATenth(300, 60);
      case ETCD, OBJECT_STORAGE, KAFKA -> throw notScaled(tier);
      case ROOT_COORD, DATA_COORD, QUERY_COORD, INDEX_COORD, MIX_COORD -> throw notScaled(tier);
    };
  }

  private static HPAScalingRules onePod(int quietSeconds, int periodSeconds) {
    return rules(quietSeconds, policy("Pods", 1, periodSeconds));
  }

  private static HPAScalingRules onePodOrATenth(int quietSeconds, int periodSeconds) {
    return rules(
        quietSeconds, policy("Pods", 1, periodSeconds), policy("Percent", 10, periodSeconds));
  }

  private static HPAScalingRules rules(int quietSeconds, HPAScalingPolicy... policies) {
    return new HPAScalingRulesBuilder()
        .withStabilizationWindowSeconds(quietSeconds)
        .withSelectPolicy("Max")
        .withPolicies(policies)
        .build();
  }

  private static HPAScalingPolicy policy(String type, int value, int periodSeconds) {
    return new HPAScalingPolicyBuilder()
        .withType(type)
        .withValue(value)
        .withPeriodSeconds(periodSeconds)
        .build();
  }

  private static IllegalArgumentException notScaled(Tier tier) {
    return new IllegalArgumentException("no autoscaler has " + tier);
  }
}
