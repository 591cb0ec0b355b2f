package io.imagesearch.operator.service;

import io.imagesearch.operator.api.v1alpha1.GatewaySpec;
import io.imagesearch.operator.api.v1alpha1.IngressSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.program.ServiceProcess;
import java.util.Optional;
import java.util.stream.Stream;

/** By which names the API is reached. */
public final class ApiAddress {
  /** Port of the Service. */
  public static final int PORT = 80;

  private static final String HTTP = "http";
  private static final String HTTPS = "https";

  private ApiAddress() {}

  /**
   * Where clients reach the API: from outside, or the Service. A host such as *.example.com is the
   * name of nothing.
   */
  public static String url(Cluster cluster) {
    return outside(cluster)
        .filter(url -> !url.contains("*"))
        .orElseGet(() -> HTTP + "://" + cluster.hostOf(service(cluster)));
  }

  public static String service(Cluster cluster) {
    return cluster.nameOf(Tier.API);
  }

  /**
   * Names in the header Host that the API takes, as {@code image-search.edge.hosts}; none where it
   * takes all, since only whole names can be told. Beside the names of the Service and the one from
   * outside it is the pod's own address, by which the kubelet and Prometheus call it.
   */
  static Optional<String> hosts(Cluster cluster) {
    Optional<String> outside = host(cluster);
    if (outside.filter(host -> host.startsWith("*")).isPresent()) {
      return Optional.empty();
    }
    String service = service(cluster);
    String namespaced = service + "." + cluster.namespace();
    String pod = "$(" + ServiceProcess.POD_IP + ")";
    Stream<String> inside =
        Stream.of(
            service,
            namespaced,
            namespaced + ".svc",
            namespaced + ".svc.cluster.local",
            pod,
            "[" + pod + "]");
    return Optional.of(String.join(",", Stream.concat(outside.stream(), inside).toList()));
  }

  private static Optional<String> host(Cluster cluster) {
    return cluster
        .spec()
        .ingress()
        .map(IngressSpec::host)
        .or(() -> cluster.spec().gateway().map(GatewaySpec::host));
  }

  private static Optional<String> outside(Cluster cluster) {
    Optional<String> byIngress =
        cluster
            .spec()
            .ingress()
            .map(spec -> (spec.tlsSecretName() == null ? HTTP : HTTPS) + "://" + spec.host());
    return byIngress.or(() ->
        cluster
            .spec()
            .gateway()
            .filter(_ -> cluster.situation().gatewayApi())
            .map(spec -> schemeOf(spec) + "://" + spec.host()));
  }

  /** TLS is the Gateway's business; only a listener that is called http is known to have none. */
  private static String schemeOf(GatewaySpec spec) {
    return spec.parentRefs().stream().allMatch(each -> HTTP.equals(each.sectionName()))
        ? HTTP
        : HTTPS;
  }
}
