package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How a new version is rolled out, role by role. */
public record UpgradeSpec(
    @JsonPropertyDescription(
            "Seconds that a role may take before the status calls the upgrade stuck. It goes on "
                + "waiting.")
        @Default("1800")
        @Min(60)
        @Max(86400)
        @Nullable Integer stepTimeoutSeconds) {}
