package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where Milvus keeps its metadata. */
@ValidationRule(
    value = "!has(self.replicas) || self.replicas in [1, 3, 5, 7]",
    message = Sentences.ETCD_MEMBERS,
    fieldPath = ".replicas",
    reason = "FieldValueInvalid")
@ValidationRule(
    value = "!has(self.external) || (!has(self.replicas) && !has(self.storage))",
    message = Sentences.ETCD_EXTERNAL,
    fieldPath = ".external",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "has(self.external) == has(oldSelf.external)",
    message = Sentences.ETCD_STAYS,
    fieldPath = ".external",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.external) != has(oldSelf.external) || (has(self.replicas) ? self.replicas : "
            + EtcdSpec.DEFAULT_REPLICAS
            + ") == (has(oldSelf.replicas) ? oldSelf.replicas : "
            + EtcdSpec.DEFAULT_REPLICAS
            + ")",
    message = Sentences.ETCD_MEMBERS_STAY,
    fieldPath = ".replicas",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = VolumeRules.ETCD_NEVER_SHRINKS,
    message = Sentences.VOLUME_SHRINKS,
    fieldPath = ".storage",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = VolumeRules.CLASS_STAYS,
    message = Sentences.VOLUME_CLASS_STAYS,
    fieldPath = ".storage",
    reason = "FieldValueForbidden")
public record EtcdSpec(
    @JsonPropertyDescription("Members: 1, 3, 5 or 7. 3 by default.") @Min(1) @Max(7)
        @Nullable Integer replicas,
    @JsonPropertyDescription("Volume of each member. 10Gi by default.")
        @Nullable VolumeSpec storage,
    @JsonPropertyDescription("Changes to the pods.") @Default("{}") @Nullable PodTemplate template,
    @JsonPropertyDescription("An etcd that is there already.")
        @Nullable ExternalEtcdSpec external) {
  /** Of each volume, where nothing is said. */
  public static final String DEFAULT_SIZE = "10Gi";

  /** How many, where nothing is said. */
  public static final int DEFAULT_REPLICAS = 3;
}
