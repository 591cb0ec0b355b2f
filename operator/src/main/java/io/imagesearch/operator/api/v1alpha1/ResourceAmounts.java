package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and limits, such as cpu: 500m and memory: 1Gi. */
public record ResourceAmounts(
    @JsonPropertyDescription("What is set aside for a pod.") @Size(max = 16)
        @Nullable Map<String, String> requests,
    @JsonPropertyDescription("What a pod may use.") @Size(max = 16)
        @Nullable Map<String, String> limits) {}
