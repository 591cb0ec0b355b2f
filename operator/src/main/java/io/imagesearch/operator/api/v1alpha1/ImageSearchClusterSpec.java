package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What is wanted. */
@ValidationRule(
    value = "!(has(self.ingress) && has(self.gateway))",
    message = Sentences.INGRESS_OR_GATEWAY,
    fieldPath = ".gateway",
    reason = "FieldValueForbidden")
public record ImageSearchClusterSpec(
    @JsonPropertyDescription("The network that turns pictures into embeddings.") @Default("{}")
        @Nullable ModelSpec model,
    @JsonPropertyDescription("The pods that embed pictures.") @Default("{}")
        @Nullable EmbedderSpec embedder,
    @JsonPropertyDescription("The pods that answer REST and serve the web page.") @Default("{}")
        @Nullable ApiSpec api,
    @JsonPropertyDescription("Makes the API reachable from outside by an Ingress.")
        @Nullable IngressSpec ingress,
    @JsonPropertyDescription(
            "Makes the API reachable from outside by an HTTPRoute of the Gateway API.")
        @Nullable GatewaySpec gateway,
    @JsonPropertyDescription("The vector database, and what it stands on.") @Default("{}")
        @Nullable MilvusSpec milvus,
    @JsonPropertyDescription("What becomes of volumes.") @Default("{}")
        @Nullable StorageSpec storage,
    @JsonPropertyDescription("Container images other than the defaults.") @Default("{}")
        @Nullable ImagesSpec images,
    @JsonPropertyDescription("Who may talk to whom.") @Default("{}") @Nullable NetworkSpec network,
    @JsonPropertyDescription("The operator changes nothing while this is true. The status says so.")
        @Default("false")
        boolean paused,
    @JsonPropertyDescription(
            "Scales everything to nothing and keeps the volumes. Back to false wakes the cluster "
                + "at the sizes that it had.")
        @Default("false")
        boolean hibernated) {}
