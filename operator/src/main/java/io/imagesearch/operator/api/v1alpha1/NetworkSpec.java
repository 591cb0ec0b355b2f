package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** Who may talk to whom. */
public record NetworkSpec(
    @JsonPropertyDescription(
            "Makes NetworkPolicies that close stores and inner ports to all but their users.")
        @Default("true")
        @Nullable Boolean policies) {}
