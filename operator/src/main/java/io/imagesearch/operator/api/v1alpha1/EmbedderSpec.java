package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import org.jspecify.annotations.Nullable;

/** The pods that embed pictures. */
@ValidationRule(
    value = "!(has(self.replicas) && has(self.autoscaling))",
    message = Sentences.REPLICAS_OR_AUTOSCALING,
    fieldPath = ".replicas",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "!has(self.gpu) || !has(self.template) || !has(self.template.resources)"
            + " || ((!has(self.template.resources.requests) || !(self.gpu.resourceName in"
            + " self.template.resources.requests))"
            + " && (!has(self.template.resources.limits) || !(self.gpu.resourceName in"
            + " self.template.resources.limits)))",
    message = Sentences.GPU_TWICE,
    fieldPath = ".template.resources",
    reason = "FieldValueForbidden")
public record EmbedderSpec(
    @JsonPropertyDescription("How many pods. 1 without autoscaling.")
        @SpecReplicas
        @Min(0)
        @Max(10000)
        @Nullable Integer replicas,
    @JsonPropertyDescription("GPUs of each pod. Without it, pods compute on processors.")
        @Nullable GpuSpec gpu,
    @JsonPropertyDescription("Lets a HorizontalPodAutoscaler choose how many pods.")
        @Nullable AutoscalingSpec autoscaling,
    @JsonPropertyDescription("Changes to the pods.") @Default("{}")
        @Nullable PodTemplate template) {}
