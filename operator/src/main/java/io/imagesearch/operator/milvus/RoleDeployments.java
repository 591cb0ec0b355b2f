package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Sizing;
import io.imagesearch.operator.cluster.Tier;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The roles that there shall be now, each at its version, with what its pods read. */
final class RoleDeployments implements RoleDependent {
  /** Between being ready and being trusted: a process is healthy before it has looked around. */
  private static final int SETTLE_SECONDS = 30;

  /** For an image of gigabytes, and for etcd and the others that it waits for. */
  private static final int DEADLINE_SECONDS = 900;

  private static final int REVISIONS = 2;

  @Override
  public Stream<HasMetadata> desired(Cluster cluster, Milvus.Managed milvus, Tier role) {
    Configuration configuration = Configuration.of(cluster, milvus, role);
    return Stream.of(configuration.configMap(cluster), deployment(cluster, role, configuration));
  }

  private static Deployment deployment(Cluster cluster, Tier role, Configuration configuration) {
    var version = Objects.requireNonNull(cluster.situation().versions().get(role));
    return new DeploymentBuilder()
        .withMetadata(
            new ObjectMetaBuilder(cluster.meta(cluster.nameOf(role), role))
                .addToAnnotations(Marks.VERSION, version.toString())
                .build())
        .withNewSpec()
        .withReplicas(replicas(cluster, role))
        .withPaused(cluster.situation().paused(role))
        .withMinReadySeconds(SETTLE_SECONDS)
        .withProgressDeadlineSeconds(DEADLINE_SECONDS)
        .withRevisionHistoryLimit(REVISIONS)
        .withNewSelector()
        .withMatchLabels(cluster.selector(role))
        .endSelector()
        // Never fewer than there should be: a coordinator's successor stands by meanwhile.
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxUnavailable(new IntOrString(0))
        .withMaxSurge(new IntOrString(1))
        .endRollingUpdate()
        .endStrategy()
        .withTemplate(RolePods.of(cluster, role, configuration))
        .endSpec()
        .build();
  }

  /** None where an autoscaler chooses, unless there is something to be handed over. */
  private static @Nullable Integer replicas(Cluster cluster, Tier role) {
    Integer now = cluster.situation().replicas().get(role);
    if (now != null) {
      return now;
    }
    Sizing size = cluster.spec().sizeOf(role).orElseThrow();
    return size.autoscaling().isPresent() ? null : Integer.valueOf(size.replicas());
  }
}
