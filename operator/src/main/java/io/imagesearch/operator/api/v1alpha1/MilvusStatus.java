package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Milvus. */
public record MilvusStatus(
    @JsonPropertyDescription("Version that all roles have reached.") @Nullable String version,
    @JsonPropertyDescription("Copies of the collection in memory.")
        @Nullable Integer loadedReplicas,
    @JsonPropertyDescription("Pods of each role.") @Nullable List<ComponentStatus> components,
    @JsonPropertyDescription("The upgrade under way.") @Nullable UpgradeStatus upgrade) {}
