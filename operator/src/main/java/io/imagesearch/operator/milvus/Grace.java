package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Tier;

/** How long a pod may take to end. */
final class Grace {
  /** In which a node hands over what it holds. It waits so long only where nobody can take it. */
  static final int DRAIN_SECONDS = 1800;

  /**
   * The same for query nodes where each vector is in the memory of several. Milvus 2.3 may give a
   * node's replica nobody to hand over to (tried: a drained node waited all its time), and searches
   * do not need it.
   */
  static final int COPIED_DRAIN_SECONDS = 300;

  /** In which Services and load balancers learn that a proxy goes. */
  static final int LINGER_SECONDS = 30;

  /** Beyond what the process grants itself, so that it is never killed in the middle. */
  private static final int MARGIN_SECONDS = 300;

  /** It hands over when it ends, which took 23 s when tried. */
  private static final int COORDINATOR_SECONDS = 120;

  private static final int PROXY_SECONDS = 30;
  private static final int PROXY_MARGIN_SECONDS = 60;

  private Grace() {}

  /** Of a role, as its settings have it. */
  static long of(Tier role, Settings settings) {
    return switch (role) {
      case PROXY ->
          LINGER_SECONDS
              + settings.number("proxy.gracefulStopTimeout").orElse((long) PROXY_SECONDS)
              + PROXY_MARGIN_SECONDS;
      case QUERY_NODE -> drain("queryNode", settings);
      case DATA_NODE -> drain("dataNode", settings);
      case INDEX_NODE -> drain("indexNode", settings);
      // The query node within it drains.
      case STREAMING_NODE -> drain("queryNode", settings);
      case ROOT_COORD, DATA_COORD, QUERY_COORD, INDEX_COORD, MIX_COORD -> COORDINATOR_SECONDS;
      case API, EMBEDDER, ETCD, OBJECT_STORAGE, KAFKA ->
          throw new IllegalArgumentException(role + " is no role of Milvus");
    };
  }

  private static long drain(String section, Settings settings) {
    return settings
            .number(section + ".gracefulStopTimeout")
            .or(() -> settings.number("common.gracefulStopTimeout"))
            .orElse((long) DRAIN_SECONDS)
        + MARGIN_SECONDS;
  }
}
