package io.imagesearch.operator.check;

/** What a cluster stands on, and what its API talks to. */
public enum Dependency {
  METADATA_STORE,
  OBJECT_STORE,
  MESSAGE_QUEUE,
  MILVUS
}
