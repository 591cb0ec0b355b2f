package io.imagesearch.operator.scaling;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.imagesearch.operator.api.v1alpha1.AutoscalingSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Sizing;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.pod.Untyped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What chooses the number of a tier's pods, where the spec leaves it that; not in hibernation. */
public final class Autoscalers implements Dependent {
  private static final int DEFAULT_CPU_PERCENT = 70;

  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return Stream.of(Tier.values())
        .filter(tier -> isScaled(cluster, tier))
        .flatMap(tier ->
            cluster
                .spec()
                .sizeOf(tier)
                .flatMap(Sizing::autoscaling)
                .map(spec -> autoscaler(cluster, tier, spec))
                .stream());
  }

  /** A role of Milvus that the version at work does not have has no pods to be scaled, either. */
  private static boolean isScaled(Cluster cluster, Tier tier) {
    return !cluster.spec().hibernated()
        && !tier.isCoordinator()
        && (!tier.isMilvus() || cluster.situation().versions().containsKey(tier));
  }

  private static HorizontalPodAutoscaler autoscaler(
      Cluster cluster, Tier tier, AutoscalingSpec spec) {
    return new HorizontalPodAutoscalerBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(tier), tier))
        .withNewSpec()
        .withNewScaleTargetRef()
        .withApiVersion("apps/v1")
        .withKind("Deployment")
        .withName(cluster.nameOf(tier))
        .endScaleTargetRef()
        .withMinReplicas(least(cluster, tier))
        .withMaxReplicas(spec.maxReplicas())
        .withMetrics(metrics(spec))
        .withBehavior(behavior(tier, spec))
        .endSpec()
        .build();
  }

  /** Each copy of the collection needs a query node of its own. */
  private static int least(Cluster cluster, Tier tier) {
    int asked = cluster.spec().sizeOf(tier).map(Sizing::replicas).orElse(1);
    return tier == Tier.QUERY_NODE ? Math.max(asked, cluster.spec().milvus().replicas()) : asked;
  }

  private static List<MetricSpec> metrics(AutoscalingSpec spec) {
    List<MetricSpec> metrics = new ArrayList<>();
    Integer percent = spec.targetCPUUtilizationPercentage();
    boolean given = spec.metrics() != null && !spec.metrics().isEmpty();
    if (percent != null || !given) {
      metrics.add(cpu(percent == null ? DEFAULT_CPU_PERCENT : percent));
    }
    if (spec.metrics() != null) {
      Untyped.read("autoscaling.metrics", spec.metrics(), MetricSpec.class).stream()
          .map(Targets::canonical)
          .forEach(metrics::add);
    }
    return metrics;
  }

  private static MetricSpec cpu(int percent) {
    return new MetricSpecBuilder()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(percent)
        .endTarget()
        .endResource()
        .build();
  }

  private static HorizontalPodAutoscalerBehavior behavior(Tier tier, AutoscalingSpec spec) {
    HorizontalPodAutoscalerBehaviorBuilder behavior =
        spec.behavior() == null
            ? new HorizontalPodAutoscalerBehaviorBuilder()
            : new HorizontalPodAutoscalerBehaviorBuilder(
                Untyped.read(
                    "autoscaling.behavior",
                    spec.behavior(),
                    HorizontalPodAutoscalerBehavior.class));
    return behavior.hasScaleDown()
        ? behavior.build()
        : behavior.withScaleDown(ScaleDown.of(tier)).build();
  }
}
