package io.imagesearch.operator.upgrade;

import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.util.List;

/**
 * In which order the roles get a version: who calls others is never newer than they are, but for
 * the coordinators, which are made to know older nodes.
 */
final class Order {
  private static final Version STREAMING = new Version(2, 6, 0);

  private Order() {}

  static List<Tier> of(Progress progress, Version to, boolean separate) {
    if (!to.isStreaming()) {
      return separate
          ? List.of(
              Tier.INDEX_NODE,
              Tier.ROOT_COORD,
              Tier.DATA_COORD,
              Tier.INDEX_COORD,
              Tier.QUERY_COORD,
              Tier.QUERY_NODE,
              Tier.DATA_NODE,
              Tier.PROXY)
          : List.of(Tier.INDEX_NODE, Tier.MIX_COORD, Tier.QUERY_NODE, Tier.DATA_NODE, Tier.PROXY);
    }
    // The first coordinators of 2.6 hand the log over to streaming nodes, which must be there.
    return progress.isAnyBefore(STREAMING)
        ? List.of(Tier.STREAMING_NODE, Tier.MIX_COORD, Tier.QUERY_NODE, Tier.DATA_NODE, Tier.PROXY)
        : List.of(Tier.MIX_COORD, Tier.STREAMING_NODE, Tier.QUERY_NODE, Tier.DATA_NODE, Tier.PROXY);
  }
}
