package io.imagesearch.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Prometheus and its operator beside a shop. What is scraped, and how, comes from the PodMonitors
 * of chart and operator alone; rules are those of the chart.
 *
 * @param since when it sees all of it
 */
record Monitoring(Prometheus prometheus, Instant since) implements AutoCloseable {
  static final String NAMESPACE = "monitoring";

  private static final Path MANIFESTS = Path.of("monitoring");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Of the Prometheus operator's resources, those without which it does not begin. */
  private static final List<String> DEFINITIONS =
      List.of("podmonitors", "probes", "prometheuses", "prometheusrules", "servicemonitors");

  static Monitoring install(Installation installation) {
    KubernetesClient client = installation.shop().client();
    for (String kind : DEFINITIONS) {
      Path file =
          Settings.prometheusDefinitions().resolve("monitoring.coreos.com_" + kind + ".yaml");
      apply(file);
      // A definition that was made just now has no conditions yet, which kubectl takes for an
      // error.
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() ->
              Commands.kubectl(
                      "wait", "--for=condition=Established", "--timeout=60s", "-f", file.toString())
                  .contains("condition met"));
    }
    apply(MANIFESTS.resolve("operator.yaml"));
    apply(MANIFESTS.resolve("prometheus.yaml"));
    client.resource(AlertRules.hurried(NAMESPACE)).fieldManager("test").serverSideApply();
    // What this Kubernetes knows, the operator looks up when it starts.
    OperatorRelease.install(
        OperatorRelease.CHART,
        Map.of(
            "podAnnotations.test/monitored",
            "yes",
            "podMonitor.enabled",
            "true",
            "prometheusRule.enabled",
            "true"));
    Prometheus prometheus = Prometheus.at(address(client));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> {
          assertThat(prometheus.query("up{namespace=\"image-search\"} == 1")).hasSize(2);
          assertThat(prometheus.query("up == 0")).isEmpty();
          assertThat(prometheus.rules()).isNotEmpty();
        });
    return new Monitoring(prometheus, Instant.now());
  }

  static void apply(Path manifests) {
    Commands.kubectl("apply", "--server-side", "--force-conflicts", "-f", manifests.toString());
  }

  private static String address(KubernetesClient client) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                    .pods()
                    .inNamespace(NAMESPACE)
                    .withLabel("app.kubernetes.io/name", "prometheus")
                    .list()
                    .getItems()
                    .stream()
                    .filter(Readiness::isPodReady)
                    .toList(),
            pods -> pods.size() == 1)
        .getFirst()
        .getStatus()
        .getPodIP();
  }

  @Override
  public void close() {
    prometheus.close();
  }
}
