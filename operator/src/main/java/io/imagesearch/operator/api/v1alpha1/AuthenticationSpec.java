package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Who may use the API. */
@ValidationRule(
    value = "!(self.open && has(self.secretName))",
    message = Sentences.OPEN_OR_SECRET,
    fieldPath = ".secretName",
    reason = "FieldValueForbidden")
public record AuthenticationSpec(
    @JsonPropertyDescription(
            "Secret with keys.json, as image-search keys writes it; and with metrics-key, the text "
                + "of one that may read, for PodMonitors. Without one, the operator makes a "
                + "Secret with an admin-key and a metrics-key.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String secretName,
    @JsonPropertyDescription("Anybody may do everything, without a key.") @Default("false")
        boolean open) {}
