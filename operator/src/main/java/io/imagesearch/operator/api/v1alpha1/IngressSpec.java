package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Ingress before the API. */
public record IngressSpec(
    @JsonPropertyDescription(
            "Ingress class. Without it, the default class of the Kubernetes cluster.")
        @Size(min = 1, max = 253)
        @Nullable String className,
    @JsonPropertyDescription("Name that clients use.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Forms.HOST)
        String host,
    @JsonPropertyDescription("Secret with tls.crt and tls.key. Without it, plain HTTP.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String tlsSecretName,
    @JsonPropertyDescription("Annotations of the Ingress, as its controller understands them.")
        @Size(max = 64)
        @Nullable Map<String, String> annotations) {}
