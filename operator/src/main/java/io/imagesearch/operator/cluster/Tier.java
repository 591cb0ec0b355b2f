package io.imagesearch.operator.cluster;

import java.util.Arrays;
import java.util.List;

/** A kind of pods that a cluster is made of. */
public enum Tier {
  API("api"),
  EMBEDDER("embedder"),
  ETCD("etcd"),
  OBJECT_STORAGE("storage"),
  KAFKA("kafka"),
  ROOT_COORD("milvus-rootcoord"),
  DATA_COORD("milvus-datacoord"),
  QUERY_COORD("milvus-querycoord"),
  INDEX_COORD("milvus-indexcoord"),
  MIX_COORD("milvus-mixcoord"),
  PROXY("milvus-proxy"),
  QUERY_NODE("milvus-querynode"),
  DATA_NODE("milvus-datanode"),
  INDEX_NODE("milvus-indexnode"),
  STREAMING_NODE("milvus-streamingnode");

  private static final List<Tier> MILVUS =
      Arrays.stream(values()).filter(tier -> tier.component.startsWith("milvus-")).toList();

  private final String component;

  Tier(String component) {
    this.component = component;
  }

  /** Value of the label {@code app.kubernetes.io/component}, and the end of objects' names. */
  public String component() {
    return component;
  }

  /** The roles of Milvus, of any version. */
  public static List<Tier> milvus() {
    return MILVUS;
  }

  public boolean isMilvus() {
    return MILVUS.contains(this);
  }

  /** Whether of several pods one is active and the others stand by. */
  public boolean isCoordinator() {
    return switch (this) {
      case ROOT_COORD, DATA_COORD, QUERY_COORD, INDEX_COORD, MIX_COORD -> true;
      case API, EMBEDDER, ETCD, OBJECT_STORAGE, KAFKA -> false;
      case PROXY, QUERY_NODE, DATA_NODE, INDEX_NODE, STREAMING_NODE -> false;
    };
  }

  /** Whether Milvus can't answer a search without one of them. */
  public boolean isOnSearchPath() {
    return isCoordinator() || this == PROXY || this == QUERY_NODE || this == STREAMING_NODE;
  }
}
