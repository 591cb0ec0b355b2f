package io.imagesearch.operator.embedder;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.program.Rollout;
import io.imagesearch.operator.program.ServiceProcess;
import java.util.stream.Stream;

/** The embedders, and the name under which API pods find the address of each. */
public final class Embedders implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    Rollout rollout = cluster.spec().gpu().isPresent() ? Rollout.IN_PLACE : Rollout.SEAMLESS;
    return Stream.of(
        service(cluster), rollout.of(cluster, Tier.EMBEDDER, EmbedderPods.of(cluster)));
  }

  /** Value of {@code image-search.embedders.urls}. */
  public static String url(Cluster cluster) {
    return "http://" + cluster.hostOf(cluster.nameOf(Tier.EMBEDDER)) + ":" + Ports.EMBEDDER;
  }

  /** Without an address of its own: each API pod chooses among the embedders by their queues. */
  private static Service service(Cluster cluster) {
    return new ServiceBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(Tier.EMBEDDER), Tier.EMBEDDER))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("None")
        .withSelector(cluster.selector(Tier.EMBEDDER))
        .addNewPort()
        .withName(ServiceProcess.PORT)
        .withPort(Ports.EMBEDDER)
        .withTargetPort(new IntOrString(ServiceProcess.PORT))
        .withProtocol("TCP")
        .withAppProtocol("http")
        .endPort()
        .endSpec()
        .build();
  }
}
