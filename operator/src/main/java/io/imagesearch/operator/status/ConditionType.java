package io.imagesearch.operator.status;

/**
 * The conditions of a cluster, in the order in which one stands on another. Their names are API.
 */
public enum ConditionType {
  READY("Ready"),
  SPEC_VALID("SpecValid"),
  METADATA_STORE_READY("MetadataStoreReady"),
  OBJECT_STORE_READY("ObjectStoreReady"),
  MESSAGE_QUEUE_READY("MessageQueueReady"),
  MILVUS_READY("MilvusReady"),
  EMBEDDER_READY("EmbedderReady"),
  API_READY("ApiReady"),
  INGRESS_READY("IngressReady"),
  SCALING_ACTIVE("ScalingActive"),
  PROGRESSING("Progressing"),
  PAUSED("Paused"),
  IMAGES_CURRENT("ImagesCurrent"),
  WARNING("Warning");

  private final String label;

  ConditionType(String label) {
    this.label = label;
  }

  /** As the status writes it. */
  public String label() {
    return label;
  }

  /** Whether a cluster is not ready while this one is not true. */
  boolean countsForReady() {
    return switch (this) {
      case SPEC_VALID,
          METADATA_STORE_READY,
          OBJECT_STORE_READY,
          MESSAGE_QUEUE_READY,
          MILVUS_READY,
          EMBEDDER_READY,
          API_READY,
          INGRESS_READY ->
          true;
      case READY, SCALING_ACTIVE, PROGRESSING, PAUSED, IMAGES_CURRENT, WARNING -> false;
    };
  }
}
