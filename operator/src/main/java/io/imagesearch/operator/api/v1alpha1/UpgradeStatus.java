package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** An upgrade under way. */
public record UpgradeStatus(
    @JsonPropertyDescription("Version before.") String from,
    @JsonPropertyDescription("Version after.") String to,
    @JsonPropertyDescription("Role that is rolled out now.") @Nullable String step,
    @JsonPropertyDescription("When this step began.") @Nullable String since) {}
