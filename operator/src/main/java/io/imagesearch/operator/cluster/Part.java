package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.ImagesSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has a container image of its own, and its default. */
public enum Part {
  SEARCH_SERVICE("searchService", "ghcr.io/imagesearch/search-service:0.1.0"),
  EMBEDDER("embedder", "ghcr.io/imagesearch/search-service:0.1.0"),
  MILVUS("milvus", "docker.io/milvusdb/milvus"),
  ETCD("etcd", "quay.io/coreos/etcd:v3.6.6"),
  OBJECT_STORAGE("objectStorage", "ghcr.io/versity/versitygw:v1.8.0"),
  KAFKA("kafka", "docker.io/apache/kafka:3.9.1");

  private final String field;
  private final String image;

  Part(String field, String image) {
    this.field = field;
    this.image = image;
  }

  /** Name of the field of {@code spec.images} and of the key in {@code status.images}. */
  public String field() {
    return field;
  }

  /** The default image. That of Milvus has no tag: its version is its tag. */
  public String image() {
    return image;
  }

  /** What the spec says, if anything. */
  public Optional<String> named(ImagesSpec images) {
    @Nullable String named =
        switch (this) {
          case SEARCH_SERVICE -> images.searchService();
          case EMBEDDER -> images.embedder() != null ? images.embedder() : images.searchService();
          case MILVUS -> images.milvus();
          case ETCD -> images.etcd();
          case OBJECT_STORAGE -> images.objectStorage();
          case KAFKA -> images.kafka();
        };
    return Optional.ofNullable(named);
  }

  /** The default, from the registry that the spec names, if any. */
  public String from(@Nullable String registry) {
    return registry == null ? image : registry + image.substring(image.indexOf('/'));
  }
}
