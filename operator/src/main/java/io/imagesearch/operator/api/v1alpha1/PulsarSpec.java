package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An Apache Pulsar that is there already. */
@ValidationRule(
    value = "self.tenant == oldSelf.tenant && self.__namespace__ == oldSelf.__namespace__",
    message = Sentences.TOPICS_STAY,
    reason = "FieldValueForbidden")
public record PulsarSpec(
    @JsonPropertyDescription("Such as pulsar://pulsar-proxy.example.com:6650.")
        @Required
        @Size(min = 1, max = 512)
        @Pattern(Forms.PULSAR_ADDRESS)
        String address,
    @JsonPropertyDescription("Tenant of the topics.") @Size(min = 1, max = 253) @Default("public")
        @Nullable String tenant,
    @JsonPropertyDescription("Namespace of the topics.")
        @Size(min = 1, max = 253)
        @Default("default")
        @Nullable String namespace,
    @JsonPropertyDescription("Secret with token.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String authSecret) {}
