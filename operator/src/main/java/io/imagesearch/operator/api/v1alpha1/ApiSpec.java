package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The pods that answer REST and serve the web page. */
@ValidationRule(
    value = "!(has(self.replicas) && has(self.autoscaling))",
    message = Sentences.REPLICAS_OR_AUTOSCALING,
    fieldPath = ".replicas",
    reason = "FieldValueForbidden")
public record ApiSpec(
    @JsonPropertyDescription("How many pods. 2 without autoscaling.") @Min(0) @Max(10000)
        @Nullable Integer replicas,
    @JsonPropertyDescription("Lets a HorizontalPodAutoscaler choose how many pods.")
        @Nullable AutoscalingSpec autoscaling,
    @JsonPropertyDescription("Who may use the API.") @Default("{}")
        @Nullable AuthenticationSpec authentication,
    @JsonPropertyDescription("Changes to the pods.") @Default("{}")
        @Nullable PodTemplate template) {}
