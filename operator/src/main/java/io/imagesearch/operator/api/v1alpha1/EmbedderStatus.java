package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import org.jspecify.annotations.Nullable;

/** Embedder pods. */
public record EmbedderStatus(
    @JsonPropertyDescription("Pods that there should be.") @Nullable Integer desired,
    @JsonPropertyDescription("Pods that are ready.") @Nullable Integer ready,
    @JsonPropertyDescription("Ready and desired in one.") @Nullable String summary,
    @JsonPropertyDescription("Pods that there are.") @StatusReplicas @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Labels of the pods, for a HorizontalPodAutoscaler on the scale subresource.")
        @LabelSelector
        @Nullable String selector) {}
