package io.imagesearch.operator.program;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.scaling.Replicas;

/**
 * How a changed Deployment is rolled out.
 *
 * @param unavailable pods that may be missing meanwhile
 * @param surplus pods that there may be more meanwhile
 */
public record Rollout(int unavailable, int surplus) {
  /** A new pod is ready before an old one goes. */
  public static final Rollout SEAMLESS = new Rollout(0, 1);

  /** An old pod goes first: what it holds is needed for the new one, and there is no other. */
  public static final Rollout IN_PLACE = new Rollout(1, 0);

  /** Images with a GPU's libraries are large, and a node pulls one at a time. */
  private static final int DEADLINE_SECONDS = 1200;

  private static final int REVISIONS = 3;

  /** The Deployment of a tier. It has no number of pods where an autoscaler chooses it. */
  public Deployment of(Cluster cluster, Tier tier, PodTemplateSpec pods) {
    return new DeploymentBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(tier), tier))
        .withNewSpec()
        .withReplicas(Replicas.of(cluster, tier).orElse(null))
        .withPaused(cluster.situation().paused(tier))
        .withRevisionHistoryLimit(REVISIONS)
        .withProgressDeadlineSeconds(DEADLINE_SECONDS)
        .withNewSelector()
        .withMatchLabels(cluster.selector(tier))
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxUnavailable(new IntOrString(unavailable))
        .withMaxSurge(new IntOrString(surplus))
        .endRollingUpdate()
        .endStrategy()
        .withTemplate(pods)
        .endSpec()
        .build();
  }
}
