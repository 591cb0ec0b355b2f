package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where pictures and the segments of Milvus are kept. */
@ValidationRule(
    value = "!has(self.external) || !has(self.storage)",
    message = Sentences.STORAGE_EXTERNAL,
    fieldPath = ".storage",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "has(self.external) == has(oldSelf.external)",
    message = Sentences.STORAGE_STAYS,
    fieldPath = ".external",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = VolumeRules.OBJECTS_NEVER_SHRINK,
    message = Sentences.VOLUME_SHRINKS,
    fieldPath = ".storage",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = VolumeRules.CLASS_STAYS,
    message = Sentences.VOLUME_CLASS_STAYS,
    fieldPath = ".storage",
    reason = "FieldValueForbidden")
public record ObjectStorageSpec(
    @JsonPropertyDescription("Volume of the S3 gateway. 50Gi by default.")
        @Nullable VolumeSpec storage,
    @JsonPropertyDescription("Changes to the pods.") @Default("{}") @Nullable PodTemplate template,
    @JsonPropertyDescription("A bucket that is there already. What production needs.")
        @Nullable ExternalObjectStorageSpec external) {
  /** Of each volume, where nothing is said. */
  public static final String DEFAULT_SIZE = "50Gi";
}
