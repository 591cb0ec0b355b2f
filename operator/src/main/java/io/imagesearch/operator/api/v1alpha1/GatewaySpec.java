package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTPRoute before the API. */
public record GatewaySpec(
    @JsonPropertyDescription("Name that clients use.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Forms.HOST)
        String host,
    @JsonPropertyDescription("The gateways that the route is attached to. TLS is theirs.")
        @Required
        @Size(min = 1, max = 8)
        List<GatewayReference> parentRefs,
    @JsonPropertyDescription("Annotations of the HTTPRoute.") @Size(max = 64)
        @Nullable Map<String, String> annotations) {}
