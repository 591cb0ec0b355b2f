package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Pods of each role of Milvus. */
@ValidationRule(
    value = "!has(self.mixCoord) || !has(self.mixCoord.autoscaling)",
    message = Sentences.COORDINATOR_AUTOSCALING,
    fieldPath = ".mixCoord.autoscaling",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!has(self.rootCoord) || !has(self.rootCoord.autoscaling)",
    message = Sentences.COORDINATOR_AUTOSCALING,
    fieldPath = ".rootCoord.autoscaling",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!has(self.dataCoord) || !has(self.dataCoord.autoscaling)",
    message = Sentences.COORDINATOR_AUTOSCALING,
    fieldPath = ".dataCoord.autoscaling",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!has(self.queryCoord) || !has(self.queryCoord.autoscaling)",
    message = Sentences.COORDINATOR_AUTOSCALING,
    fieldPath = ".queryCoord.autoscaling",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!has(self.indexCoord) || !has(self.indexCoord.autoscaling)",
    message = Sentences.COORDINATOR_AUTOSCALING,
    fieldPath = ".indexCoord.autoscaling",
    reason = "FieldValueForbidden")
public record MilvusComponents(
    @JsonPropertyDescription("Takes the calls of clients.") @Nullable ComponentSpec proxy,
    @JsonPropertyDescription("All coordinators in one process.") @Nullable ComponentSpec mixCoord,
    @JsonPropertyDescription("Coordinator of collections; with Separate.")
        @Nullable ComponentSpec rootCoord,
    @JsonPropertyDescription("Coordinator of segments; with Separate.")
        @Nullable ComponentSpec dataCoord,
    @JsonPropertyDescription("Coordinator of query nodes; with Separate.")
        @Nullable ComponentSpec queryCoord,
    @JsonPropertyDescription("Of no use since 2.3, and yet waited for by others; with Separate.")
        @Nullable ComponentSpec indexCoord,
    @JsonPropertyDescription("Holds vectors in memory and searches them.")
        @Nullable ComponentSpec queryNode,
    @JsonPropertyDescription("Writes segments; from 2.6 on builds indexes, too.")
        @Nullable ComponentSpec dataNode,
    @JsonPropertyDescription("Builds indexes; before 2.6.") @Nullable ComponentSpec indexNode,
    @JsonPropertyDescription("Writes the log; from 2.6 on.")
        @Nullable ComponentSpec streamingNode) {}
