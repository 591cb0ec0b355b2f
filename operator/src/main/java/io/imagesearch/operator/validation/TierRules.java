package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.AutoscalingSpec;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterSpec;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.api.v1alpha1.PodTemplate;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import org.jspecify.annotations.Nullable;

/** Rules of each tier: how many pods it has, and how they look. */
final class TierRules {
  private TierRules() {}

  static void check(ImageSearchClusterSpec spec, MilvusSpec milvus, Violations violations) {
    if (spec.embedder() != null) {
      var tier = spec.embedder();
      checkSize("spec.embedder", tier.replicas(), tier.autoscaling(), violations);
      checkPods("spec.embedder", tier.template(), violations);
    }
    if (spec.api() != null) {
      var tier = spec.api();
      checkSize("spec.api", tier.replicas(), tier.autoscaling(), violations);
      checkPods("spec.api", tier.template(), violations);
    }
    Roles.of(milvus.components())
        .forEach((name, role) -> {
          String path = "spec.milvus.components." + name;
          checkSize(path, role.replicas(), role.autoscaling(), violations);
          checkPods(path, role.template(), violations);
          violations.unless(
              role.autoscaling() == null || !Roles.COORDINATORS.contains(name),
              path + ".autoscaling",
              Sentences.COORDINATOR_AUTOSCALING);
        });
    if (milvus.etcd() != null) {
      checkPods("spec.milvus.etcd", milvus.etcd().template(), violations);
    }
    if (milvus.objectStorage() != null) {
      checkPods("spec.milvus.objectStorage", milvus.objectStorage().template(), violations);
    }
    if (milvus.messageQueue() != null && milvus.messageQueue().kafka() != null) {
      var kafka = milvus.messageQueue().kafka();
      checkPods("spec.milvus.messageQueue.kafka", kafka.template(), violations);
    }
  }

  private static void checkSize(
      String path,
      @Nullable Integer replicas,
      @Nullable AutoscalingSpec autoscaling,
      Violations violations) {
    if (autoscaling != null) {
      violations.unless(replicas == null, path + ".replicas", Sentences.REPLICAS_OR_AUTOSCALING);
      AutoscalingRules.check(path + ".autoscaling", autoscaling, violations);
    }
  }

  private static void checkPods(
      String path, @Nullable PodTemplate template, Violations violations) {
    if (template != null) {
      TemplateRules.check(path + ".template", template, violations);
    }
  }
}
