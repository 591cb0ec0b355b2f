package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Cluster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names of topics and of who reads them. Those of one message queue must differ from cluster to
 * cluster, and can never change. Before 2.4 the code has no names: without these, topics that
 * differ by name alone would be one.
 */
final class ChannelSettings {
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("chanNamePrefix.rootCoordTimeTick", "rootcoord-timetick");
    NAMES.put("chanNamePrefix.rootCoordStatistics", "rootcoord-statistics");
    NAMES.put("chanNamePrefix.rootCoordDml", "rootcoord-dml");
    NAMES.put("chanNamePrefix.replicateMsg", "replicate-msg");
    NAMES.put("chanNamePrefix.queryTimeTick", "queryTimeTick");
    NAMES.put("chanNamePrefix.dataCoordTimeTick", "datacoord-timetick-channel");
    NAMES.put("chanNamePrefix.dataCoordSegmentInfo", "segment-info-channel");
    NAMES.put("subNamePrefix.dataCoordSubNamePrefix", "dataCoord");
    NAMES.put("subNamePrefix.dataNodeSubNamePrefix", "dataNode");
  }

  private ChannelSettings() {}

  static void write(Cluster cluster, Settings settings) {
    settings.set("msgChannel.chanNamePrefix.cluster", cluster.identity());
    NAMES.forEach((key, name) -> settings.set("msgChannel." + key, name));
  }
}
