package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Container images other than the defaults. */
public record ImagesSpec(
    @JsonPropertyDescription(
            "Registry, with a path if need be, that takes the place of the one in each default "
                + "image.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.REGISTRY)
        @Nullable String registry,
    @JsonPropertyDescription("When nodes fetch images.") @Default("IfNotPresent")
        @Nullable ImagePullPolicy pullPolicy,
    @JsonPropertyDescription("Secrets that nodes fetch images with.") @Size(max = 8)
        @Nullable List<String> pullSecrets,
    @JsonPropertyDescription("Image of API and embedder pods.")
        @Size(min = 1, max = 512)
        @Pattern(Forms.IMAGE)
        @Nullable String searchService,
    @JsonPropertyDescription("Image of embedder pods, if another: the one for GPUs.")
        @Size(min = 1, max = 512)
        @Pattern(Forms.IMAGE)
        @Nullable String embedder,
    @JsonPropertyDescription("Image of Milvus. Its version must be spec.milvus.version.")
        @Size(min = 1, max = 512)
        @Pattern(Forms.IMAGE)
        @Nullable String milvus,
    @JsonPropertyDescription("Image of etcd.") @Size(min = 1, max = 512) @Pattern(Forms.IMAGE)
        @Nullable String etcd,
    @JsonPropertyDescription("Image of the S3 gateway.")
        @Size(min = 1, max = 512)
        @Pattern(Forms.IMAGE)
        @Nullable String objectStorage,
    @JsonPropertyDescription("Image of Kafka.") @Size(min = 1, max = 512) @Pattern(Forms.IMAGE)
        @Nullable String kafka) {}
