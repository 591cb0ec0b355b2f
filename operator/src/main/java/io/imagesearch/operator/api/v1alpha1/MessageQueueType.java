package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of write-ahead log. */
public enum MessageQueueType {
  /** Part of Milvus 2.6; keeps the log in the object storage. */
  @JsonProperty("woodpecker")
  WOODPECKER,

  /** Apache Kafka. */
  @JsonProperty("kafka")
  KAFKA,

  /** Apache Pulsar. */
  @JsonProperty("pulsar")
  PULSAR
}
