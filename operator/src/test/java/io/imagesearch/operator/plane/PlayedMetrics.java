package io.imagesearch.operator.plane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Plays the metrics API of Kubernetes for the pods of one Deployment: all are equally busy. The API
 * server asks it as it would ask metrics-server, and autoscalers ask the API server.
 */
public final class PlayedMetrics implements AutoCloseable {
  private static final String GROUP = "/apis/metrics.k8s.io/v1beta1";
  private static final String DISCOVERY =
      """
      {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "metrics.k8s.io/v1beta1", "resources": [
        {"name": "pods", "singularName": "", "namespaced": true, "kind": "PodMetrics", "verbs": ["get", "list"]}]}
      """;

  private final HttpsServer server;
  private final SharedIndexInformer<Pod> pods;
  private volatile int millicores;

  private PlayedMetrics(HttpsServer server, SharedIndexInformer<Pod> pods) {
    this.server = server;
    this.pods = pods;
  }

  /** For pods with this label; they do nothing yet. */
  public static PlayedMetrics start(
      KubernetesClient client, SSLContext tls, String namespace, String label, String value)
      throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    PlayedMetrics metrics =
        new PlayedMetrics(
            server, client.pods().inNamespace(namespace).withLabel(label, value).inform());
    server.createContext(GROUP, metrics::answer);
    server.start();
    metrics.register(client, namespace);
    return metrics;
  }

  /** What each pod uses from now on. */
  public void busy(int millicoresOfEach) {
    millicores = millicoresOfEach;
  }

  private void register(KubernetesClient client, String namespace) {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("played-metrics")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withType("ExternalName")
                .withExternalName("localhost")
                .endSpec()
                .build())
        .create();
    client
        .load(
            new ByteArrayInputStream(
                """
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1beta1.metrics.k8s.io}
                spec:
                  group: metrics.k8s.io
                  version: v1beta1
                  groupPriorityMinimum: 100
                  versionPriority: 100
                  insecureSkipTLSVerify: true
                  service: {namespace: %s, name: played-metrics, port: %d}
                """
                    .formatted(namespace, server.getAddress().getPort())
                    .getBytes(StandardCharsets.UTF_8)))
        .create();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = (path.equals(GROUP) ? DISCOVERY : list()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String list() {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return pods.getStore().list().stream()
        .map(pod ->
            """
            {"metadata": {"name": "%s", "namespace": "%s"}, "timestamp": "%s", "window": "1s", "containers": [
              {"name": "main", "usage": {"cpu": "%dm", "memory": "1Gi"}}]}\
            """
                .formatted(
                    pod.getMetadata().getName(), pod.getMetadata().getNamespace(), now, millicores))
        .collect(
            Collectors.joining(
                ",",
                "{\"kind\": \"PodMetricsList\", \"apiVersion\": \"metrics.k8s.io/v1beta1\", \"metadata\":"
                    + " {}, \"items\": [",
                "]}"));
  }

  @Override
  public void close() {
    server.stop(0);
    pods.close();
  }
}
