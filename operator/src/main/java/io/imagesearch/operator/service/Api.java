package io.imagesearch.operator.service;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.program.Rollout;
import io.imagesearch.operator.program.ServiceProcess;
import java.util.stream.Stream;

/** The API, and the Service that clients inside and the way in from outside lead to. */
public final class Api implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return Stream.of(service(cluster), Rollout.SEAMLESS.of(cluster, Tier.API, ApiPods.of(cluster)));
  }

  private static Service service(Cluster cluster) {
    return new ServiceBuilder()
        .withMetadata(cluster.meta(ApiAddress.service(cluster), Tier.API))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(cluster.selector(Tier.API))
        .addNewPort()
        .withName(ServiceProcess.PORT)
        .withPort(ApiAddress.PORT)
        .withTargetPort(new IntOrString(ServiceProcess.PORT))
        .withProtocol("TCP")
        .withAppProtocol("http")
        .endPort()
        .endSpec()
        .build();
  }
}
