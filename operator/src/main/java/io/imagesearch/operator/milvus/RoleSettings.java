package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.util.List;

/** What one role reads. */
final class RoleSettings {
  private static final List<String> COORDINATORS =
      List.of("rootCoord", "dataCoord", "queryCoord", "indexCoord");
  private static final int MESSAGE_BYTES = 67_108_864;

  private RoleSettings() {}

  static void write(Milvus.Managed milvus, Tier role, Version version, Settings settings) {
    Server.of(role, version)
        .forEach(server -> settings.set(server.section() + ".port", server.port()));
    if (role.isCoordinator()) {
      standBy(role, version, settings);
    }
    if (Readers.reads(role, "queryCoord")) {
      // Without it a new query node stays empty.
      settings.set("queryCoord.autoBalance", true);
      if (version.isAtLeast(2, 4, 7)) {
        settings.set("queryCoord.clusterLevelLoadReplicaNumber", milvus.replicas());
      }
    }
    if (Readers.reads(role, "queryNode")) {
      queryNode(milvus, version, settings);
    }
    if (role == Tier.INDEX_NODE || (role == Tier.DATA_NODE && version.isStreaming())) {
      settings.set("indexNode.enableDisk", true);
    }
    if (role == Tier.PROXY) {
      proxy(version, settings);
    }
  }

  /**
   * Also of one pod: its successor stands by until it has gone, so that a new version or setting
   * needs no time without a coordinator.
   */
  private static void standBy(Tier role, Version version, Settings settings) {
    COORDINATORS.stream()
        .filter(section -> Readers.reads(role, section))
        .forEach(section -> settings.set(section + ".enableActiveStandby", true));
    if (version.isStreaming()) {
      settings.set("mixCoord.enableActiveStandby", true);
    }
  }

  private static void queryNode(Milvus.Managed milvus, Version version, Settings settings) {
    settings
        .set("queryNode.enableDisk", true)
        .set(
            "queryNode.gracefulStopTimeout",
            milvus.replicas() > 1 ? Grace.COPIED_DRAIN_SECONDS : Grace.DRAIN_SECONDS);
    if (!version.isAtLeast(2, 4, 0)) {
      // What the image has; the code takes more memory, and searches new segments one by one.
      settings
          .set("queryNode.cache.enabled", true)
          .set("queryNode.loadMemoryUsageFactor", 1)
          .set("queryNode.segcore.chunkRows", 128)
          .set("queryNode.segcore.interimIndex.enableIndex", true);
    }
  }

  private static void proxy(Version version, Settings settings) {
    settings
        .set("proxy.http.enabled", true)
        .set("proxy.ginLogging", false)
        .set("proxy.maxTaskNum", 1024)
        .set("proxy.internalPort", Ports.MILVUS_PROXY_INTERNAL)
        .set("proxy.grpc.serverMaxRecvSize", MESSAGE_BYTES);
    if (version.isStreaming()) {
      settings.set("proxy.http.enableWebUI", false);
    }
  }
}
