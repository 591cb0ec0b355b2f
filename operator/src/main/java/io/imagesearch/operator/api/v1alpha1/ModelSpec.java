package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The network that turns pictures into embeddings. */
@ValidationRule(
    value = "!has(self.uri) || has(self.sha256)",
    message = Sentences.MODEL_DIGEST,
    fieldPath = ".sha256",
    reason = "FieldValueRequired")
@ValidationRule(
    value = "!has(self.sha256) || has(self.uri)",
    message = Sentences.DIGEST_WITHOUT_URI,
    fieldPath = ".sha256",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!has(self.credentialsSecret) || has(self.uri)",
    message = Sentences.CREDENTIALS_WITHOUT_URI,
    fieldPath = ".credentialsSecret",
    reason = "FieldValueForbidden")
public record ModelSpec(
    @JsonPropertyDescription("Name of the model. Without uri, one that the image carries.")
        @Default("efficientnet-lite0")
        @Size(min = 1, max = 63)
        @Pattern(Forms.MODEL_NAME)
        @Nullable String name,
    @JsonPropertyDescription(
            "Where the model is fetched from: the address of a tar archive, https:// or s3://.")
        @Size(min = 1, max = 2048)
        @Pattern(Forms.MODEL_ADDRESS)
        @Nullable String uri,
    @JsonPropertyDescription(
            "SHA-256 of the archive at uri, in hexadecimal. Anything else is not started.")
        @Size(max = 64)
        @Pattern(Forms.SHA256)
        @Nullable String sha256,
    @JsonPropertyDescription(
            "Secret with access-key and secret-key for s3://, with endpoint and region where it is "
                + "not AWS; or with token for https://. With ca.crt, that alone is trusted.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String credentialsSecret) {}
