package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A bucket that is there already. */
@ValidationRule(
    value = "self.useIAM != has(self.credentialsSecret)",
    message = Sentences.STORAGE_CREDENTIALS,
    fieldPath = ".credentialsSecret",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "self.bucket == oldSelf.bucket",
    message = Sentences.BUCKET_STAYS,
    fieldPath = ".bucket",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "(has(self.prefix) ? self.prefix : '') == (has(oldSelf.prefix) ? oldSelf.prefix : '')",
    message = Sentences.PREFIX_STAYS,
    fieldPath = ".prefix",
    reason = "FieldValueForbidden")
public record ExternalObjectStorageSpec(
    @JsonPropertyDescription("Such as https://s3.eu-central-1.amazonaws.com.")
        @Required
        @Size(min = 1, max = 512)
        @Pattern(Forms.HTTP_ADDRESS)
        String endpoint,
    @JsonPropertyDescription("Name of the bucket. Can't be changed.")
        @Required
        @Size(min = 3, max = 63)
        @Pattern(Forms.BUCKET)
        String bucket,
    @JsonPropertyDescription("What requests are signed for.")
        @Size(min = 1, max = 63)
        @Default("us-east-1")
        @Nullable String region,
    @JsonPropertyDescription(
            "First part of each key. Namespace and name of the cluster by default. Can't be "
                + "changed.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.PREFIX)
        @Nullable String prefix,
    @JsonPropertyDescription("Secret with access-key and secret-key.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String credentialsSecret,
    @JsonPropertyDescription("Credentials by the cloud's identity of the service account.")
        @Default("false")
        boolean useIAM,
    @JsonPropertyDescription(
            "Secret with ca.crt, for a server whose certificate no public authority signed.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String tlsSecret,
    @JsonPropertyDescription("The bucket in the path and not in the host name.") @Default("true")
        @Nullable Boolean pathStyle) {}
