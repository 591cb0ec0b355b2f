package io.imagesearch.operator.program;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.scaling.Replicas;

/**
 * How a changed Deployment is rolled out: a tenth of its pods at a time, and one of a few.
 *
 * @param unavailable pods that may be missing meanwhile
 * @param surplus pods that there may be more meanwhile
 */
public record Rollout(IntOrString unavailable, IntOrString surplus) {
  private static final IntOrString NONE = new IntOrString(0);

  /** One by one, 3000 embedders would be half a day under way. */
  private static final IntOrString SOME = new IntOrString("10%");

  /** A new pod is ready before an old one goes. */
  public static final Rollout SEAMLESS = new Rollout(NONE, SOME);

  /**
   * An old pod goes first: what it holds is needed for the new one, and there is no other.
   * Kubernetes takes a share that is less than a pod for one.
   */
  public static final Rollout IN_PLACE = new Rollout(SOME, NONE);

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
        .withMaxUnavailable(unavailable)
        .withMaxSurge(surplus)
        .endRollingUpdate()
        .endStrategy()
        .withTemplate(pods)
        .endSpec()
        .build();
  }
}
