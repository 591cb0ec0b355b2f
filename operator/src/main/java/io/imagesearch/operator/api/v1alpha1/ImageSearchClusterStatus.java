package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is there. */
public record ImageSearchClusterStatus(
    @JsonPropertyDescription("Generation of the spec that the status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Where clients reach the API.") @Nullable String url,
    @JsonPropertyDescription("The model that pictures are embedded by.") @Nullable String model,
    @JsonPropertyDescription("What holds and what does not, and why.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("Embedder pods.") @Nullable EmbedderStatus embedder,
    @JsonPropertyDescription("API pods.") @Nullable TierStatus api,
    @JsonPropertyDescription("Milvus.") @Nullable MilvusStatus milvus,
    @JsonPropertyDescription(
            "Images in use. A newer operator goes on with these until the spec asks for others.")
        @Nullable Map<String, String> images,
    @JsonPropertyDescription("Sizes to wake up with.")
        @Nullable Map<String, Integer> hibernatedReplicas) {
  /** The same with sizes to wake up with. */
  public ImageSearchClusterStatus withHibernatedReplicas(Map<String, Integer> sizes) {
    return new ImageSearchClusterStatus(
        observedGeneration, url, model, conditions, embedder, api, milvus, images, sizes);
  }
}
