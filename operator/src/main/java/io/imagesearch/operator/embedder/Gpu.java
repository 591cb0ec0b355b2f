package io.imagesearch.operator.embedder;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.imagesearch.operator.api.v1alpha1.GpuSpec;

/** GPUs of a pod, which a template can't change: how the process computes depends on them. */
record Gpu(String resource, Quantity count) {

  static Gpu of(GpuSpec spec) {
    return new Gpu(
        spec.resourceName() == null ? "nvidia.com/gpu" : spec.resourceName(),
        new Quantity(Integer.toString(spec.count() == null ? 1 : spec.count())));
  }

  /** The pods on nodes that have them, also where those are kept free of all others. */
  PodTemplateSpec addTo(PodTemplateSpec pods, String container) {
    return new PodTemplateSpecBuilder(pods)
        .editSpec()
        .addNewToleration()
        .withKey(resource)
        .withOperator("Exists")
        .withEffect("NoSchedule")
        .endToleration()
        .editMatchingContainer(each -> container.equals(each.getName()))
        .editResources()
        .addToRequests(resource, count)
        .addToLimits(resource, count)
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }
}
