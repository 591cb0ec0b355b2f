package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** What becomes of volumes. */
public record StorageSpec(
    @JsonPropertyDescription(
            "What becomes of the volumes when the cluster is deleted. Retain keeps them, and a "
                + "cluster of the same name finds its data again. Delete removes them.")
        @Default("Retain")
        @Nullable DeletionPolicy deletionPolicy) {}
