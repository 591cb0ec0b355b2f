package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the pods of a tier. What the operator owns wins; a Warning condition then names the
 * field.
 */
public record PodTemplate(
    @JsonPropertyDescription("More labels.") @Size(max = 64) @Nullable Map<String, String> labels,
    @JsonPropertyDescription("More annotations.") @Size(max = 64)
        @Nullable Map<String, String> annotations,
    @JsonPropertyDescription("Requests and limits of the main container, in place of the defaults.")
        @Nullable ResourceAmounts resources,
    @JsonPropertyDescription("Labels that a node must have.") @Size(max = 64)
        @Nullable Map<String, String> nodeSelector,
    @JsonPropertyDescription("Taints of nodes that are no obstacle, as in a Pod.")
        @PreserveUnknownFields
        @Size(max = 64)
        @Nullable List<Map<String, Object>> tolerations,
    @JsonPropertyDescription("As in a Pod.") @PreserveUnknownFields
        @Nullable Map<String, Object> affinity,
    @JsonPropertyDescription(
            "As in a Pod, in place of the default spread over nodes and zones. A constraint "
                + "without labelSelector counts the pods of its tier.")
        @PreserveUnknownFields
        @Size(max = 16)
        @Nullable List<Map<String, Object>> topologySpreadConstraints,
    @JsonPropertyDescription("As in a Pod.") @Size(min = 1, max = 253)
        @Nullable String priorityClassName,
    @JsonPropertyDescription("As in a Pod.") @Size(min = 1, max = 253)
        @Nullable String runtimeClassName,
    @JsonPropertyDescription("As in a Pod.") @Size(min = 1, max = 253)
        @Nullable String schedulerName,
    @JsonPropertyDescription(
            "A service account in place of the operator's own for the tier, such as one that a "
                + "cloud knows.")
        @Size(min = 1, max = 253)
        @Nullable String serviceAccountName,
    @JsonPropertyDescription(
            "Seconds that a pod has to end its work, in place of the default of its tier.")
        @Min(0)
        @Max(86400)
        @Nullable Long terminationGracePeriodSeconds,
    @JsonPropertyDescription("More environment of the main container, as in a Pod.")
        @PreserveUnknownFields
        @Size(max = 128)
        @Nullable List<Map<String, Object>> env,
    @JsonPropertyDescription("More volumes, as in a Pod.") @PreserveUnknownFields @Size(max = 32)
        @Nullable List<Map<String, Object>> volumes,
    @JsonPropertyDescription("More mounts of the main container, as in a Pod.")
        @PreserveUnknownFields
        @Size(max = 32)
        @Nullable List<Map<String, Object>> volumeMounts,
    @JsonPropertyDescription("More containers, as in a Pod.") @PreserveUnknownFields @Size(max = 8)
        @Nullable List<Map<String, Object>> sidecars) {}
