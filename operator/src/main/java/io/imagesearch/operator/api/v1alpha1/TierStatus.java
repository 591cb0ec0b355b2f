package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Pods of a tier. */
public record TierStatus(
    @JsonPropertyDescription("Pods that there should be.") @Nullable Integer desired,
    @JsonPropertyDescription("Pods that are ready.") @Nullable Integer ready,
    @JsonPropertyDescription("Ready and desired in one.") @Nullable String summary) {}
