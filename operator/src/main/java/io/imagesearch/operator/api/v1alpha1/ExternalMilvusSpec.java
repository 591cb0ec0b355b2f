package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A Milvus that is there already. */
@ValidationRule(
    value =
        "(has(self.database) ? self.database : '') == (has(oldSelf.database) ? oldSelf.database"
            + " : '')",
    message = Sentences.DATABASE_STAYS,
    fieldPath = ".database",
    reason = "FieldValueForbidden")
public record ExternalMilvusSpec(
    @JsonPropertyDescription("Such as https://milvus.example.com:19530.")
        @Required
        @Size(min = 1, max = 512)
        @Pattern(Forms.HTTP_ADDRESS)
        String uri,
    @JsonPropertyDescription("Without it, the default database.") @Size(min = 1, max = 255)
        @Nullable String database,
    @JsonPropertyDescription("Secret with username and password, or with token.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String credentialsSecret,
    @JsonPropertyDescription(
            "Secret with ca.crt, for a server whose certificate no public authority signed.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String tlsSecret) {}
