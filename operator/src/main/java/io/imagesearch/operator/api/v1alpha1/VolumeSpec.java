package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A volume of each pod. */
public record VolumeSpec(
    @JsonPropertyDescription(
            "Such as 10Gi. It may grow, where the storage class can, and never shrinks.")
        @Required
        @Size(min = 1, max = 20)
        @Pattern(Forms.SIZE)
        String size,
    @JsonPropertyDescription(
            "Without it, the default class of the Kubernetes cluster. Can't be changed.")
        @Size(min = 1, max = 253)
        @Nullable String storageClassName) {}
