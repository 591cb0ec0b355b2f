package io.imagesearch.operator.program;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.imagesearch.operator.cluster.Ports;
import java.time.Duration;
import java.util.List;

/** The container that runs the search service in one of its roles. */
public final class ServiceProcess {
  /** Name of the port that it listens at, for calls, health and metrics alike. */
  public static final String PORT = "http";

  public static final String METRICS_PATH = "/actuator/prometheus";

  /** As it names the pod's address in arguments. */
  public static final String POD_IP = "POD_IP";

  /**
   * How long a pod that is to stop is served as before: those who call it by its address learn
   * meanwhile that it goes.
   */
  public static final int LINGER_SECONDS = 5;

  private static final int STARTUP_PERIOD_SECONDS = 5;

  private ServiceProcess() {}

  /**
   * Makes one.
   *
   * @param options of the Java machine; {@code $(NAME)} stands for what {@code environment} has
   * @param startup how long it may take to be alive, warm-up included
   */
  public static Container of(
      String name,
      String image,
      Settings settings,
      String options,
      List<EnvVar> environment,
      Mounts mounts,
      ResourceRequirements resources,
      Duration startup) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withArgs(settings.arguments())
        .addNewPort()
        .withName(PORT)
        .withContainerPort(Ports.API)
        .withProtocol("TCP")
        .endPort()
        .addToEnv(podIp())
        .addAllToEnv(environment)
        .addNewEnv()
        .withName("JDK_JAVA_OPTIONS")
        .withValue(options)
        .endEnv()
        .withResources(resources)
        .withVolumeMounts(mounts.mounts())
        .withStartupProbe(startupProbe(startup))
        .withLivenessProbe(probe("liveness", 10, 5, 3))
        .withReadinessProbe(probe("readiness", 5, 3, 2))
        .withNewLifecycle()
        .withNewPreStop()
        .withNewSleep((long) LINGER_SECONDS)
        .endPreStop()
        .endLifecycle()
        .build();
  }

  private static EnvVar podIp() {
    return new EnvVarBuilder()
        .withName(POD_IP)
        .withNewValueFrom()
        .withNewFieldRef("v1", "status.podIP")
        .endValueFrom()
        .build();
  }

  /** It is alive only when its embedder is warm, so that nothing else is to be waited for. */
  private static Probe startupProbe(Duration startup) {
    int failures = Math.toIntExact(startup.toSeconds() / STARTUP_PERIOD_SECONDS);
    return probe("liveness", STARTUP_PERIOD_SECONDS, 5, failures);
  }

  private static Probe probe(String group, int period, int timeout, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath("/actuator/health/" + group)
        .withPort(new IntOrString(PORT))
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(timeout)
        .withFailureThreshold(failures)
        .withSuccessThreshold(1)
        .build();
  }
}
