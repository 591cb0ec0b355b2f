package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Pods of one role of Milvus. */
public record ComponentStatus(
    @JsonPropertyDescription("The role.") String name,
    @JsonPropertyDescription("Pods that there should be.") @Nullable Integer desired,
    @JsonPropertyDescription("Pods that are ready.") @Nullable Integer ready,
    @JsonPropertyDescription("Version that its pods are set to.") @Nullable String version) {}
