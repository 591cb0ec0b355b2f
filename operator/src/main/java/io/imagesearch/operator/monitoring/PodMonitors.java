package io.imagesearch.operator.monitoring;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.embedder.EmbedderKey;
import io.imagesearch.operator.program.ServiceProcess;
import io.imagesearch.operator.service.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which pods have metrics, where, and by which key; where Kubernetes knows PodMonitors. */
public final class PodMonitors implements Dependent {
  /** Name of the port of Milvus and etcd that has nothing but metrics and health for others. */
  private static final String METRICS_PORT = "metrics";

  private static final String METRICS_PATH = "/metrics";

  /** Labels of every series; a fleet calls its Kubernetes {@code cluster} already. */
  private static final String CLUSTER = "search_cluster";

  private static final String COMPONENT = "component";

  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return cluster.situation().podMonitors()
        ? monitors(cluster).map(HasMetadata.class::cast)
        : Stream.empty();
  }

  private static Stream<GenericKubernetesResource> monitors(Cluster cluster) {
    List<GenericKubernetesResource> monitors = new ArrayList<>();
    monitors.add(
        monitor(
            cluster,
            Tier.API.component(),
            pods(cluster, Tier.API),
            service(Access.secret(cluster).map(secret -> key(secret, Access.METRICS_KEY)))));
    monitors.add(
        monitor(
            cluster,
            Tier.EMBEDDER.component(),
            pods(cluster, Tier.EMBEDDER),
            service(Optional.of(key(EmbedderKey.secret(cluster), EmbedderKey.TEXT)))));
    if (cluster.spec().milvus() instanceof Milvus.Managed) {
      monitors.add(
          monitor(cluster, "milvus", milvus(cluster), endpoint(METRICS_PORT, METRICS_PATH)));
    }
    if (cluster.spec().sizeOf(Tier.ETCD).isPresent()) {
      monitors.add(
          monitor(
              cluster,
              Tier.ETCD.component(),
              pods(cluster, Tier.ETCD),
              endpoint(METRICS_PORT, METRICS_PATH)));
    }
    return monitors.stream();
  }

  private static GenericKubernetesResource monitor(
      Cluster cluster, String component, Map<String, Object> selector, Map<String, Object> from) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("selector", selector);
    spec.put("podMetricsEndpoints", List.of(from));
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("monitoring.coreos.com/v1")
        .withKind("PodMonitor")
        .withMetadata(cluster.meta(cluster.nameOf(component), component))
        .addToAdditionalProperties("spec", spec)
        .build();
  }

  private static Map<String, Object> pods(Cluster cluster, Tier tier) {
    return Map.of("matchLabels", cluster.selector(tier));
  }

  private static Map<String, Object> milvus(Cluster cluster) {
    Map<String, Object> selector = new LinkedHashMap<>();
    selector.put("matchLabels", Labels.selector(cluster.name()));
    Map<String, Object> role = new LinkedHashMap<>();
    role.put("key", Labels.COMPONENT);
    role.put("operator", "In");
    role.put("values", Tier.milvus().stream().map(Tier::component).toList());
    selector.put("matchExpressions", List.of(role));
    return selector;
  }

  /** Metrics of the search service are for those who may read. */
  private static Map<String, Object> service(Optional<Map<String, Object>> key) {
    Map<String, Object> endpoint = endpoint(ServiceProcess.PORT, ServiceProcess.METRICS_PATH);
    key.ifPresent(credentials -> {
      Map<String, Object> authorization = new LinkedHashMap<>();
      authorization.put("type", "Bearer");
      authorization.put("credentials", credentials);
      endpoint.put("authorization", authorization);
    });
    return endpoint;
  }

  private static Map<String, Object> endpoint(String port, String path) {
    Map<String, Object> endpoint = new LinkedHashMap<>();
    endpoint.put("port", port);
    endpoint.put("path", path);
    // Of the pod, whatever it is called: dashboards and alerts go by them.
    endpoint.put(
        "relabelings",
        List.of(label(Labels.INSTANCE, CLUSTER), label(Labels.COMPONENT, COMPONENT)));
    return endpoint;
  }

  private static Map<String, Object> label(String from, String to) {
    Map<String, Object> relabeling = new LinkedHashMap<>();
    relabeling.put(
        "sourceLabels",
        List.of("__meta_kubernetes_pod_label_" + from.replaceAll("[^a-zA-Z0-9]", "_")));
    relabeling.put("targetLabel", to);
    // The schema's default: what is not written here would differ from what is there.
    relabeling.put("action", "replace");
    return relabeling;
  }

  private static Map<String, Object> key(String secret, String key) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("name", secret);
    reference.put("key", key);
    return reference;
  }
}
