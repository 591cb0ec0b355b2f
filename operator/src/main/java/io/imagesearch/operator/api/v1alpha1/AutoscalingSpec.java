package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a HorizontalPodAutoscaler chooses the number of pods. */
@ValidationRule(
    value = "!has(self.minReplicas) || self.minReplicas <= self.maxReplicas",
    message = Sentences.MIN_REPLICAS,
    fieldPath = ".minReplicas",
    reason = "FieldValueForbidden")
public record AutoscalingSpec(
    @JsonPropertyDescription("Never fewer pods.") @Default("1") @Min(1) @Max(10000)
        @Nullable Integer minReplicas,
    @JsonPropertyDescription("Never more pods.") @Required @Min(1) @Max(10000) int maxReplicas,
    @JsonPropertyDescription(
            "Processor time in use, in percent of what is requested. 70 where no metrics are "
                + "given.")
        @Min(1)
        @Max(1000)
        @Nullable Integer targetCPUUtilizationPercentage,
    @JsonPropertyDescription("Metrics as in autoscaling/v2.") @PreserveUnknownFields @Size(max = 16)
        @Nullable List<Map<String, Object>> metrics,
    @JsonPropertyDescription("Scaling behavior as in autoscaling/v2.") @PreserveUnknownFields
        @Nullable Map<String, Object> behavior) {}
