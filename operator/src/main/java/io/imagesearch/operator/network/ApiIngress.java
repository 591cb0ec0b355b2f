package io.imagesearch.operator.network;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.imagesearch.operator.api.v1alpha1.IngressSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.program.ServiceProcess;
import io.imagesearch.operator.service.ApiAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The API for clients outside, by an Ingress. How large a body may be and how long an answer may
 * take is said to each controller in words of its own, which are a person's annotations.
 */
public final class ApiIngress implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return cluster.spec().ingress().map(spec -> ingress(cluster, spec)).stream()
        .map(HasMetadata.class::cast);
  }

  private static Ingress ingress(Cluster cluster, IngressSpec spec) {
    return new IngressBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(Tier.API), Tier.API))
        .editMetadata()
        .withAnnotations(spec.annotations())
        .endMetadata()
        .withNewSpec()
        .withIngressClassName(spec.className())
        .withTls(tls(spec))
        .addNewRule()
        .withHost(spec.host())
        .withNewHttp()
        .addNewPath()
        .withPath("/")
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(ApiAddress.service(cluster))
        .withNewPort()
        .withName(ServiceProcess.PORT)
        .endPort()
        .endService()
        .endBackend()
        .endPath()
        .endHttp()
        .endRule()
        .endSpec()
        .build();
  }

  private static List<IngressTLS> tls(IngressSpec spec) {
    return spec.tlsSecretName() == null
        ? List.of()
        : List.of(new IngressTLS(List.of(spec.host()), spec.tlsSecretName()));
  }
}
