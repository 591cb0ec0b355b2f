package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vector database, and what it stands on. */
@ValidationRule(
    value = "has(self.external) == has(oldSelf.external)",
    message = Sentences.MILVUS_STAYS,
    fieldPath = ".external",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "!has(self.external) || (!has(self.config) && !has(self.etcd.external) &&"
            + " !has(self.etcd.replicas)"
            + " && !has(self.etcd.storage) && !has(self.messageQueue.kafka) &&"
            + " !has(self.messageQueue.pulsar)"
            + " && !has(self.components.proxy) && !has(self.components.mixCoord) &&"
            + " !has(self.components.rootCoord) && !has(self.components.dataCoord) &&"
            + " !has(self.components.queryCoord)"
            + " && !has(self.components.indexCoord) && !has(self.components.queryNode) &&"
            + " !has(self.components.dataNode) && !has(self.components.indexNode) &&"
            + " !has(self.components.streamingNode))",
    message = Sentences.MILVUS_EXTERNAL,
    fieldPath = ".external",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.external) || !self.version.matches('^2[.][3-5][.]') "
            + "|| self.messageQueue.type != 'woodpecker'",
    message = Sentences.WOODPECKER,
    fieldPath = ".messageQueue.type",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.external) || !self.version.startsWith('2.6.') || self.coordinators == 'Mixture'",
    message = Sentences.ONE_COORDINATOR,
    fieldPath = ".coordinators",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.external) || !has(self.components.queryNode)"
            + " || (has(self.components.queryNode.autoscaling) ? self.replicas <="
            + " self.components.queryNode.autoscaling.maxReplicas"
            + " : !has(self.components.queryNode.replicas) || self.replicas <="
            + " self.components.queryNode.replicas)",
    message = Sentences.QUERY_NODES,
    fieldPath = ".replicas",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        MilvusSpec.SINCE + "7 || !(has(self.etcd.external) && has(self.etcd.external.authSecret))",
    message = Sentences.ETCD_AUTH,
    fieldPath = ".etcd.external.authSecret",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        MilvusSpec.SINCE
            + "11 || !(has(self.messageQueue.kafka) && has(self.messageQueue.kafka.external) &&"
            + " has(self.messageQueue.kafka.external.tlsSecret))",
    message = Sentences.KAFKA_TLS,
    fieldPath = ".messageQueue.kafka.external.tlsSecret",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        MilvusSpec.SINCE
            + "12 || !(has(self.objectStorage.external) &&"
            + " has(self.objectStorage.external.tlsSecret))",
    message = Sentences.STORAGE_TLS,
    fieldPath = ".objectStorage.external.tlsSecret",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        MilvusSpec.CHANGE + "int(self.version.split('.')[1]) >= int(oldSelf.version.split('.')[1])",
    message = Sentences.MINOR_DOWNGRADE,
    fieldPath = ".version",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        MilvusSpec.CHANGE
            + "int(self.version.split('.')[1]) <= int(oldSelf.version.split('.')[1]) + 1",
    message = Sentences.MINOR_SKIPPED,
    fieldPath = ".version",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        MilvusSpec.CHANGE
            + "int(self.version.split('.')[1]) != int(oldSelf.version.split('.')[1])"
            + " || int(self.version.split('.')[2]) >= int(oldSelf.version.split('.')[2])",
    message = Sentences.PATCH_DOWNGRADE,
    fieldPath = ".version",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        MilvusSpec.CHANGE
            + "!(self.version.startsWith('2.6.') && oldSelf.version.startsWith('2.5.'))"
            + " || int(oldSelf.version.split('.')[2]) >= 16",
    message = Sentences.FROM_2_5_16,
    fieldPath = ".version",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.external) || self.coordinators == oldSelf.coordinators || self.version =="
            + " oldSelf.version",
    message = Sentences.ONE_AFTER_THE_OTHER,
    fieldPath = ".coordinators",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.external) || self.coordinators == oldSelf.coordinators || self.coordinators"
            + " == 'Mixture'",
    message = Sentences.BACK_TO_SEPARATE,
    fieldPath = ".coordinators",
    reason = "FieldValueForbidden")
public record MilvusSpec(
    @JsonPropertyDescription("Version of the servers, 2.3 to 2.6.")
        @Default(MilvusSpec.DEFAULT_VERSION)
        @Size(min = 5, max = 16)
        @Pattern(Forms.VERSION)
        @Nullable String version,
    @JsonPropertyDescription("Copies of the collection in memory, each on query nodes of its own.")
        @Default("1")
        @Min(1)
        @Max(64)
        @Nullable Integer replicas,
    @JsonPropertyDescription("Coordinators in one process, or in four of their own (before 2.6).")
        @Default("Mixture")
        @Nullable Coordinators coordinators,
    @JsonPropertyDescription("Pods of each role.") @Default("{}")
        @Nullable MilvusComponents components,
    @JsonPropertyDescription("Keys of milvus.yaml on top of what the operator writes.")
        @PreserveUnknownFields
        @Nullable Map<String, Object> config,
    @JsonPropertyDescription("How a new version is rolled out.") @Default("{}")
        @Nullable UpgradeSpec upgrade,
    @JsonPropertyDescription("Where Milvus keeps its metadata.") @Default("{}")
        @Nullable EtcdSpec etcd,
    @JsonPropertyDescription("Where pictures and the segments of Milvus are kept.") @Default("{}")
        @Nullable ObjectStorageSpec objectStorage,
    @JsonPropertyDescription("The write-ahead log of Milvus.") @Default("{}")
        @Nullable MessageQueueSpec messageQueue,
    @JsonPropertyDescription("A Milvus that is there already. The operator then makes none.")
        @Nullable ExternalMilvusSpec external) {
  /** Where nothing is said. */
  public static final String DEFAULT_VERSION = "2.6.16";

  /** Holds for versions of which it is not known yet whether they are any. */
  private static final String FORM = ".version.matches('" + Forms.VERSION + "')";

  /** Begins a rule about how the version of a Milvus that the operator runs may change. */
  static final String CHANGE =
      "has(self.external) || !self" + FORM + " || !oldSelf" + FORM + " || ";

  /** Begins a rule that binds before a patch of 2.3, whose number follows. */
  static final String SINCE =
      "has(self.external) || !self"
          + FORM
          + " || !self.version.startsWith('2.3.') || int(self.version.split('.')[2]) >= ";
}
