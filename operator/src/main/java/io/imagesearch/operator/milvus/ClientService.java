package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.store.MilvusConnection;
import java.util.stream.Stream;

/**
 * Where clients find the proxies: behind one address, or each at its own. Servers find each other
 * by etcd and need none. The port of health and metrics is never in it: there anybody may change
 * anything.
 */
final class ClientService implements RoleDependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster, Milvus.Managed milvus, Tier role) {
    if (role != Tier.PROXY) {
      return Stream.empty();
    }
    return Stream.of(
        service(cluster, role, MilvusConnection.service(cluster)),
        headless(service(cluster, role, MilvusConnection.proxies(cluster))));
  }

  private static Service service(Cluster cluster, Tier role, String name) {
    return new ServiceBuilder()
        .withMetadata(cluster.meta(name, role))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(cluster.selector(role))
        .addNewPort()
        .withName("milvus")
        .withPort(Ports.MILVUS)
        .withTargetPort(new IntOrString(Server.PROXY.portName()))
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  /** A connection to an address before several proxies leads to one, and ends with it. */
  private static Service headless(Service service) {
    return new ServiceBuilder(service).editSpec().withClusterIP("None").endSpec().build();
  }
}
