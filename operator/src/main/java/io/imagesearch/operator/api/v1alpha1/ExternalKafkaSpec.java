package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Kafka that is there already. */
public record ExternalKafkaSpec(
    @JsonPropertyDescription("Such as kafka-0.example.com:9092.") @Required @Size(min = 1, max = 16)
        List<@Size(min = 1, max = 512) @Pattern(Forms.BROKER) String> brokers,
    @JsonPropertyDescription(
            "Secret with ca.crt, and with tls.crt and tls.key where Kafka asks for a client "
                + "certificate. From Milvus 2.3.11 on.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String tlsSecret,
    @JsonPropertyDescription("Secret with username and password.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String authSecret,
    @JsonPropertyDescription("How the password is shown to Kafka.") @Default("PLAIN")
        @Nullable SaslMechanism saslMechanism) {}
