package io.imagesearch.operator.stateful;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Tier;
import java.util.List;

/** The Services of a store. */
public final class StatefulNetwork {
  private StatefulNetwork() {}

  /** Names for each pod, also for one that isn't ready: a quorum has to find itself first. */
  public static Service names(Cluster cluster, Tier tier, String name, List<ServicePort> ports) {
    return new ServiceBuilder()
        .withMetadata(cluster.meta(name, tier))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("None")
        .withPublishNotReadyAddresses(true)
        .withSelector(cluster.selector(tier))
        .withPorts(ports)
        .endSpec()
        .build();
  }

  /** One name for all pods that are ready. */
  public static Service service(Cluster cluster, Tier tier, List<ServicePort> ports) {
    return new ServiceBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(tier), tier))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(cluster.selector(tier))
        .withPorts(ports)
        .endSpec()
        .build();
  }

  /** A port of a Service that leads to the container's port of the same name. */
  public static ServicePort port(String name, int number) {
    return new ServicePortBuilder()
        .withName(name)
        .withPort(number)
        .withProtocol("TCP")
        .withTargetPort(new IntOrString(name))
        .build();
  }
}
