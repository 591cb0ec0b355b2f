package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** GPUs of each pod. */
public record GpuSpec(
    @JsonPropertyDescription("GPUs of each pod.") @Default("1") @Min(1) @Max(16)
        @Nullable Integer count,
    @JsonPropertyDescription("Name of the extended resource that a device plugin advertises.")
        @Default("nvidia.com/gpu")
        @Size(min = 3, max = 317)
        @Pattern(Forms.EXTENDED_RESOURCE)
        @Nullable String resourceName) {}
