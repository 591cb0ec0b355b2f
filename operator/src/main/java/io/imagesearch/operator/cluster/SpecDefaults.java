package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.ApiSpec;
import io.imagesearch.operator.api.v1alpha1.AuthenticationSpec;
import io.imagesearch.operator.api.v1alpha1.ComponentSpec;
import io.imagesearch.operator.api.v1alpha1.EmbedderSpec;
import io.imagesearch.operator.api.v1alpha1.EtcdSpec;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterSpec;
import io.imagesearch.operator.api.v1alpha1.ImagesSpec;
import io.imagesearch.operator.api.v1alpha1.KafkaSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueSpec;
import io.imagesearch.operator.api.v1alpha1.MilvusComponents;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.api.v1alpha1.ModelSpec;
import io.imagesearch.operator.api.v1alpha1.ObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.PodTemplate;
import org.jspecify.annotations.Nullable;

/** What stands for a part of the spec that was left out. */
public final class SpecDefaults {
  public static final ImageSearchClusterSpec EMPTY =
      new ImageSearchClusterSpec(
          null, null, null, null, null, null, null, null, null, false, false);
  public static final EmbedderSpec EMBEDDER = new EmbedderSpec(null, null, null, null);
  public static final ApiSpec API = new ApiSpec(null, null, null, null);
  public static final AuthenticationSpec AUTHENTICATION = new AuthenticationSpec(null, false);
  public static final MilvusSpec MILVUS =
      new MilvusSpec(null, null, null, null, null, null, null, null, null, null);
  public static final ComponentSpec COMPONENT = new ComponentSpec(null, null, null);
  public static final ObjectStorageSpec OBJECT_STORAGE = new ObjectStorageSpec(null, null, null);
  public static final ModelSpec MODEL = new ModelSpec("efficientnet-lite0", null, null, null);
  public static final ImagesSpec IMAGES =
      new ImagesSpec(null, null, null, null, null, null, null, null, null);
  public static final EtcdSpec ETCD = new EtcdSpec(null, null, null, null);
  public static final MessageQueueSpec MESSAGE_QUEUE = new MessageQueueSpec(null, null, null);
  public static final KafkaSpec KAFKA = new KafkaSpec(null, null, null, null);
  public static final MilvusComponents COMPONENTS =
      new MilvusComponents(null, null, null, null, null, null, null, null, null, null);
  public static final PodTemplate NO_CHANGES =
      new PodTemplate(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);

  private SpecDefaults() {}

  public static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
