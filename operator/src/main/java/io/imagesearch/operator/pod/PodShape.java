package io.imagesearch.operator.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.imagesearch.operator.api.v1alpha1.ImagePullPolicy;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What all pods have: the restricted Pod Security Standard, spread, and no service links. */
public final class PodShape {
  /** Not root, and no user of any image. */
  public static final long USER = 10001;

  private static final String SCRATCH = "tmp";

  private PodShape() {}

  /** The pods of a tier. Everything that the API server would fill in stands there already. */
  public static PodTemplateSpec of(Cluster cluster, Main main) {
    Tier tier = main.tier();
    List<Volume> volumes = new ArrayList<>(main.volumes());
    volumes.add(new VolumeBuilder().withName(SCRATCH).withNewEmptyDir().endEmptyDir().build());
    PodTemplateSpec shape =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(Labels.of(cluster.name(), tier.component()))
            .withAnnotations(new TreeMap<>(main.annotations()))
            .endMetadata()
            .withNewSpec()
            .withServiceAccountName(cluster.nameOf(tier))
            .withAutomountServiceAccountToken(false)
            // A Service called minio would set MINIO_PORT, which Milvus takes for a setting.
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(main.graceSeconds())
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withRunAsUser(USER)
            .withRunAsGroup(USER)
            .withFsGroup(USER)
            .withFsGroupChangePolicy("OnRootMismatch")
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .withImagePullSecrets(pullSecrets(cluster))
            .withTopologySpreadConstraints(spread(cluster, tier))
            .withInitContainers(
                main.init().stream().map(each -> restricted(cluster, each)).toList())
            .withContainers(restricted(cluster, main.container()))
            .withVolumes(volumes)
            .endSpec()
            .build();
    return TemplateChanges.apply(shape, cluster.spec().templateOf(tier), cluster.selector(tier));
  }

  private static Container restricted(Cluster cluster, Container container) {
    return new ContainerBuilder(container)
        .withImagePullPolicy(pullPolicy(cluster))
        // The last lines of a log get into the pod's status, and from there into the cluster's.
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .addToDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .addNewVolumeMount()
        .withName(SCRATCH)
        .withMountPath("/tmp")
        .endVolumeMount()
        .build();
  }

  private static String pullPolicy(Cluster cluster) {
    ImagePullPolicy policy = cluster.spec().images().pullPolicy();
    return switch (policy == null ? ImagePullPolicy.IF_NOT_PRESENT : policy) {
      case ALWAYS -> "Always";
      case IF_NOT_PRESENT -> "IfNotPresent";
      case NEVER -> "Never";
    };
  }

  private static List<LocalObjectReference> pullSecrets(Cluster cluster) {
    List<String> names = cluster.spec().images().pullSecrets();
    return names == null ? List.of() : names.stream().map(LocalObjectReference::new).toList();
  }

  /** Over nodes and zones, as far as there are any: a wish, never an obstacle. */
  private static List<TopologySpreadConstraint> spread(Cluster cluster, Tier tier) {
    return List.of(
        spread(cluster, tier, "kubernetes.io/hostname"),
        spread(cluster, tier, "topology.kubernetes.io/zone"));
  }

  private static TopologySpreadConstraint spread(Cluster cluster, Tier tier, String topology) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(topology)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(cluster.selector(tier))
        .endLabelSelector()
        .build();
  }
}
