package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import io.imagesearch.operator.store.Connections;
import java.util.Objects;

/**
 * What one role reads when it starts.
 *
 * <p>Milvus reads its milvus.yaml again every five seconds. So each content has a ConfigMap of its
 * own, named after its digest, that never changes: pods of before an upgrade or a change keep what
 * they started with, new ones can't start with something older, and the name in the Deployment
 * rolls those roles whose content is another, and no others.
 *
 * @param yaml the whole of milvus.yaml
 * @param settings from which it was made
 */
record Configuration(String name, Tier role, String yaml, Settings settings) {
  /** Of the part of Milvus that is written in C++. It logs to the standard output. */
  private static final String GLOG =
      """
      --logtostdout=true
      --logtostderr=false
      --alsologtostderr=false
      --minloglevel=0
      --log_dir=/tmp
      --max_log_size=200
      --stop_logging_if_full_disk=true
      """;

  static Configuration of(Cluster cluster, Milvus.Managed milvus, Tier role) {
    Version version =
        Objects.requireNonNull(cluster.situation().versions().get(role), role.component());
    Settings settings = new Settings();
    CommonSettings.write(cluster, version, settings);
    StoreSettings.write(Connections.of(cluster), version, settings);
    RoleSettings.write(milvus, role, version, settings);
    settings.setAll(
        Settings.flat(milvus.config()), key -> !OwnedKeys.has(key) && Readers.reads(role, key));
    String yaml = settings.yaml();
    String name = cluster.nameOf(role) + "-" + Digest.of(yaml + GLOG);
    return new Configuration(name, role, yaml, settings);
  }

  ConfigMap configMap(Cluster cluster) {
    return new ConfigMapBuilder()
        .withMetadata(cluster.meta(name, role))
        .withImmutable(true)
        .addToData("milvus.yaml", yaml)
        .addToData("glog.conf", GLOG)
        .build();
  }
}
