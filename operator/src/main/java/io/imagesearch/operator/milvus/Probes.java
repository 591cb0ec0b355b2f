package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/**
 * How a Milvus process is asked how it is. Its health is that of etcd and of the message queue,
 * too: it decides whether a pod is ready, and never whether it is started anew.
 */
final class Probes {
  /** Name of the port for health and metrics. */
  static final String PORT = "metrics";

  private Probes() {}

  static void addTo(ContainerBuilder container) {
    container
        .withStartupProbe(listens(10, 3, 18))
        .withLivenessProbe(listens(15, 10, 3))
        .withReadinessProbe(healthy());
  }

  private static Probe listens(int period, int timeout, int failures) {
    return new ProbeBuilder()
        .withNewTcpSocket()
        .withPort(new IntOrString(PORT))
        .endTcpSocket()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(timeout)
        .withFailureThreshold(failures)
        .withSuccessThreshold(1)
        .build();
  }

  private static Probe healthy() {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath("/healthz")
        .withPort(new IntOrString(PORT))
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(15)
        .withTimeoutSeconds(3)
        .withFailureThreshold(2)
        .withSuccessThreshold(1)
        .build();
  }
}
