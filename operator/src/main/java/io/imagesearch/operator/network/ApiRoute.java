package io.imagesearch.operator.network;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.imagesearch.operator.api.v1alpha1.GatewayReference;
import io.imagesearch.operator.api.v1alpha1.GatewaySpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.pod.Untyped;
import io.imagesearch.operator.service.ApiAddress;
import java.util.stream.Stream;

/** The API for clients outside, by an HTTPRoute, where Kubernetes knows those. */
public final class ApiRoute implements Dependent {
  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return cluster
        .spec()
        .gateway()
        .filter(_ -> cluster.situation().gatewayApi())
        .map(spec -> route(cluster, spec))
        .stream()
        .map(Untyped::generic);
  }

  private static HTTPRoute route(Cluster cluster, GatewaySpec spec) {
    return new HTTPRouteBuilder()
        .withMetadata(cluster.meta(cluster.nameOf(Tier.API), Tier.API))
        .editMetadata()
        .withAnnotations(spec.annotations())
        .endMetadata()
        .withNewSpec()
        .withHostnames(spec.host())
        .withParentRefs(spec.parentRefs().stream().map(ApiRoute::parent).toList())
        .addNewRule()
        .addNewMatch()
        .withNewPath()
        .withType("PathPrefix")
        .withValue("/")
        .endPath()
        .endMatch()
        .addNewBackendRef()
        .withGroup("")
        .withKind("Service")
        .withName(ApiAddress.service(cluster))
        .withPort(ApiAddress.PORT)
        .withWeight(1)
        .endBackendRef()
        .endRule()
        .endSpec()
        .build();
  }

  private static ParentReference parent(GatewayReference reference) {
    return new ParentReferenceBuilder()
        .withGroup("gateway.networking.k8s.io")
        .withKind("Gateway")
        .withName(reference.name())
        .withNamespace(reference.namespace())
        .withSectionName(reference.sectionName())
        .build();
  }
}
