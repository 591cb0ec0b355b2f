package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import io.imagesearch.operator.pod.Main;
import io.imagesearch.operator.pod.PodShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The pods of one role. */
final class RolePods {
  private static final String CONFIGURATION = "configuration";
  private static final String SCRATCH = "scratch";
  private static final String RUN = "run";
  private static final int MODE = 0644;

  private RolePods() {}

  static PodTemplateSpec of(Cluster cluster, Tier role, Configuration configuration) {
    Credentials credentials = Credentials.of(cluster);
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName(CONFIGURATION)
            .withNewConfigMap()
            .withName(configuration.name())
            .withDefaultMode(MODE)
            .endConfigMap()
            .build());
    volumes.add(new VolumeBuilder().withName(SCRATCH).withNewEmptyDir().endEmptyDir().build());
    volumes.add(new VolumeBuilder().withName(RUN).withNewEmptyDir().endEmptyDir().build());
    volumes.addAll(credentials.volumes());
    return PodShape.of(
        cluster,
        new Main(
            role,
            container(cluster, role, credentials),
            List.of(),
            volumes,
            Map.of(Marks.SECRETS, credentials.digest(cluster)),
            Grace.of(role, configuration.settings())));
  }

  private static Container container(Cluster cluster, Tier role, Credentials credentials) {
    Version version = Objects.requireNonNull(cluster.situation().versions().get(role));
    ContainerBuilder container =
        new ContainerBuilder()
            .withName("milvus")
            .withImage(cluster.situation().milvusImage(role))
            .withArgs(arguments(role, version))
            .withPorts(ports(role, version))
            .withEnv(environment(credentials))
            .withResources(RoleResources.of(role))
            .withVolumeMounts(mounts(credentials))
            // What the status shows of a pod that crashed.
            .withTerminationMessagePolicy("FallbackToLogsOnError");
    Probes.addTo(container);
    container.withLifecycle(Departing.of(role));
    return container.build();
  }

  /** Of the image's own entry point. */
  private static List<String> arguments(Tier role, Version version) {
    if (role == Tier.MIX_COORD && !version.isStreaming()) {
      return List.of(
          "milvus", "run", "mixture", "-rootcoord", "-querycoord", "-datacoord", "-indexcoord");
    }
    return List.of("milvus", "run", role.name().replace("_", "").toLowerCase(Locale.ROOT));
  }

  private static List<ContainerPort> ports(Tier role, Version version) {
    List<ContainerPort> ports = new ArrayList<>();
    for (Server server : Server.of(role, version)) {
      ports.add(port(server.portName(), server.port()));
    }
    if (role == Tier.PROXY) {
      ports.add(port("internal", Ports.MILVUS_PROXY_INTERNAL));
    }
    ports.add(port(Probes.PORT, Ports.MILVUS_METRICS));
    return ports;
  }

  private static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol("TCP")
        .build();
  }

  /** Milvus reads every variable as a setting. Those here are all that there may be. */
  private static List<EnvVar> environment(Credentials credentials) {
    List<EnvVar> environment = new ArrayList<>();
    environment.add(new EnvVar("MILVUSCONF", Folders.CONFIGURATION, null));
    environment.add(
        new EnvVarBuilder()
            .withName("CACHE_SIZE")
            .withNewValueFrom()
            .withNewResourceFieldRef()
            .withResource("limits.memory")
            .withDivisor(new Quantity("1Gi"))
            .endResourceFieldRef()
            .endValueFrom()
            .build());
    environment.addAll(credentials.environment());
    return environment;
  }

  private static List<VolumeMount> mounts(Credentials credentials) {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(
        new VolumeMountBuilder()
            .withName(CONFIGURATION)
            .withMountPath(Folders.CONFIGURATION)
            .withReadOnly(true)
            .build());
    mounts.add(new VolumeMountBuilder().withName(SCRATCH).withMountPath(Folders.SCRATCH).build());
    mounts.add(new VolumeMountBuilder().withName(RUN).withMountPath(Folders.RUN).build());
    mounts.addAll(credentials.mounts());
    return mounts;
  }
}
