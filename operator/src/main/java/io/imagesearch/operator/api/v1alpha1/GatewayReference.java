package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A Gateway that a route is attached to. */
public record GatewayReference(
    @JsonPropertyDescription("Name of the Gateway.") @Required @Size(min = 1, max = 253)
        String name,
    @JsonPropertyDescription("Its namespace, if not that of the cluster.") @Size(min = 1, max = 63)
        @Nullable String namespace,
    @JsonPropertyDescription("One of its listeners.") @Size(min = 1, max = 253)
        @Nullable String sectionName) {}
