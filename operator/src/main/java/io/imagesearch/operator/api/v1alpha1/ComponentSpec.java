package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Pods of one role. */
@ValidationRule(
    value = "!(has(self.replicas) && has(self.autoscaling))",
    message = Sentences.REPLICAS_OR_AUTOSCALING,
    fieldPath = ".replicas",
    reason = "FieldValueForbidden")
public record ComponentSpec(
    @JsonPropertyDescription(
            "How many pods. Of coordinators one is active and the others stand by.")
        @Min(1)
        @Max(1000)
        @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Lets a HorizontalPodAutoscaler choose how many pods. Not for coordinators.")
        @Nullable AutoscalingSpec autoscaling,
    @JsonPropertyDescription("Changes to the pods.") @Default("{}")
        @Nullable PodTemplate template) {}
