package io.imagesearch.operator.stateful;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;

/** Parts of containers, in full, as the API server has them. */
public final class Containers {
  private Containers() {}

  public static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol("TCP")
        .build();
  }

  public static EnvVar env(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  /** The pod's own name. */
  public static EnvVar podName() {
    return new EnvVarBuilder()
        .withName("POD_NAME")
        .withNewValueFrom()
        .withNewFieldRef()
        .withApiVersion("v1")
        .withFieldPath("metadata.name")
        .endFieldRef()
        .endValueFrom()
        .build();
  }

  public static EnvVar secret(String name, String secret, String key) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef()
        .withName(secret)
        .withKey(key)
        .endSecretKeyRef()
        .endValueFrom()
        .build();
  }

  /** Where Go programs begin to collect garbage in earnest: at the container's memory limit. */
  public static EnvVar goMemoryLimit(String container) {
    return new EnvVarBuilder()
        .withName("GOMEMLIMIT")
        .withNewValueFrom()
        .withNewResourceFieldRef()
        .withContainerName(container)
        .withResource("limits.memory")
        .withDivisor(new Quantity("1"))
        .endResourceFieldRef()
        .endValueFrom()
        .build();
  }

  public static ResourceRequirements resources(String cpu, String memory, String memoryLimit) {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity(cpu))
        .addToRequests("memory", new Quantity(memory))
        .addToLimits("memory", new Quantity(memoryLimit))
        .build();
  }

  /** Asks by HTTP every {@code period} seconds, and fails when {@code failures} in a row did. */
  public static Probe http(String path, String port, int period, int timeout, int failures) {
    return timed(period, timeout, failures)
        .withNewHttpGet()
        .withPath(path)
        .withPort(new IntOrString(port))
        .withScheme("HTTP")
        .endHttpGet()
        .build();
  }

  /** Connects every {@code period} seconds, and fails when {@code failures} in a row did. */
  public static Probe tcp(String port, int period, int timeout, int failures) {
    return timed(period, timeout, failures)
        .withNewTcpSocket()
        .withPort(new IntOrString(port))
        .endTcpSocket()
        .build();
  }

  private static ProbeBuilder timed(int period, int timeout, int failures) {
    return new ProbeBuilder()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(timeout)
        .withFailureThreshold(failures)
        .withSuccessThreshold(1);
  }
}
