package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Version;

/**
 * What every role reads. Most keys are left to the defaults of the code; here stands what the image
 * sets otherwise in its own milvus.yaml, which this one takes the place of.
 */
final class CommonSettings {
  private CommonSettings() {}

  static void write(Cluster cluster, Version version, Settings settings) {
    ChannelSettings.write(cluster, settings);
    settings
        // Before 2.4 the one counts, later the other. Servers with different ones refuse each
        // other.
        .set("msgChannel.chanNamePrefix.cluster", cluster.identity())
        .set("common.chanNamePrefix.cluster", cluster.identity())
        .set("localStorage.path", Folders.DATA)
        .set("common.gracefulStopTimeout", Grace.DRAIN_SECONDS)
        // How long the others wait for a coordinator that died without a word: nothing is searched
        // meanwhile.
        .set("common.session.ttl", 10)
        .set("common.session.retryTimes", 30)
        .set("common.security.authorizationEnabled", false)
        .set("common.security.tlsMode", 0)
        .set("log.level", "info")
        .set("log.format", "text")
        .set("log.stdout", true)
        .set("log.file.rootPath", "")
        .set("grpc.log.level", "WARNING")
        .set("grpc.client.compressionEnabled", false)
        // Refuses writes before data and query nodes run out of memory; limits nothing else.
        .set("quotaAndLimits.enabled", true)
        .set("quotaAndLimits.limitWriting.memProtection.enabled", true)
        .set("quotaAndLimits.limitWriting.memProtection.dataNodeMemoryLowWaterLevel", 0.85)
        .set("quotaAndLimits.limitWriting.memProtection.dataNodeMemoryHighWaterLevel", 0.95)
        .set("quotaAndLimits.limitWriting.memProtection.queryNodeMemoryLowWaterLevel", 0.85)
        .set("quotaAndLimits.limitWriting.memProtection.queryNodeMemoryHighWaterLevel", 0.95);
    if (!version.isAtLeast(2, 4, 0)) {
      // Of no trace; without an exporter it complains.
      settings.set("trace.exporter", "stdout").set("trace.sampleFraction", 0);
    }
  }
}
