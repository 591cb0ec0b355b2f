package io.imagesearch.k8s;

import static io.imagesearch.k8s.OnRealCluster.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.cluster.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Embedders come and go by how long pictures wait, as the example of autoscaling has it: the
 * service's own metric, by Prometheus and its adapter.
 */
@OnRealCluster
@Tag(LONG)
@Order(11)
class QueueScalingKT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration THINKS = Duration.ofMillis(250);
  private static final Path EXAMPLE = Path.of("..", "examples", "kubernetes", "autoscaling");
  private static final String METRIC = "embedding_queue_compute_ratio";
  private static final String RATIO = "avg(%s{namespace=\"%s\"})".formatted(METRIC, Shop.NAMESPACE);

  @Test
  void growsAndShrinksWithTheQueue(Installation installation, Monitoring monitoring)
      throws Exception {
    Shop shop = installation.shop();
    shop.awaitSettled(PATIENCE);
    installAdapter(shop);
    shop.patch(spec(read("cluster.yaml").at("/spec/embedder/autoscaling/metrics")));
    try (Curve curve = new Curve(installation)) {
      curve.with("queue_ratio", () -> ratio(monitoring));
      boolean rested = curve.follow(1, THINKS, PATIENCE, () -> embedders(shop) == 1);
      curve.follow(1, THINKS, Duration.ofSeconds(20), () -> false);
      boolean grown = curve.follow(16, Duration.ZERO, PATIENCE, () -> embedders(shop) >= 2);
      curve.follow(16, Duration.ZERO, Duration.ofSeconds(60), () -> false);
      boolean shrunk = curve.follow(1, THINKS, PATIENCE, () -> embedders(shop) == 1);
      curve.write(Path.of("target", "queue-scaling.csv"));
      System.out.println(Commands.kubectlIn(Shop.NAMESPACE, "describe", "hpa/shop-embedder"));
      assertThat(rested).as("one is enough for a client that thinks").isTrue();
      assertThat(grown).as("more come when pictures wait").isTrue();
      assertThat(shrunk).as("they go again").isTrue();
    } finally {
      shop.patch("{\"spec\": {\"embedder\": {\"replicas\": 2, \"autoscaling\": null}}}");
      shop.awaitSettled(PATIENCE);
    }
  }

  /** As in the example but for sizes, and for a patience that a test can have. */
  private static String spec(JsonNode metrics) {
    return """
    {"spec": {"embedder": {"replicas": null, "autoscaling": {
       "minReplicas": 1, "maxReplicas": 3, "metrics": %s,
       "behavior": {"scaleDown": {"stabilizationWindowSeconds": 20,
         "policies": [{"type": "Pods", "value": 2, "periodSeconds": 15}]}}}}}}
    """
        .formatted(metrics);
  }

  private static int embedders(Shop shop) {
    return shop.readyPods(Tier.EMBEDDER).size();
  }

  private static double ratio(Monitoring monitoring) {
    return monitoring.prometheus().query(RATIO).stream()
        .mapToDouble(Prometheus.Sample::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** With the rule that the example has for the adapter's chart. */
  private static void installAdapter(Shop shop) throws IOException {
    JsonNode rules = read("prometheus-adapter.yaml").at("/rules/custom");
    shop.client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("prometheus-adapter")
                .withNamespace(Monitoring.NAMESPACE)
                .endMetadata()
                .addToData("config.yaml", Serialization.asYaml(Map.of("rules", rules)))
                .build())
        .fieldManager("test")
        .serverSideApply();
    Monitoring.apply(Path.of("monitoring", "adapter.yaml"));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(
                    Commands.kubectl(
                        "get",
                        "--raw",
                        "/apis/custom.metrics.k8s.io/v1beta1/namespaces/%s/pods/*/%s"
                            .formatted(Shop.NAMESPACE, METRIC)))
                .contains("\"kind\":\"MetricValueList\"", "shop-embedder-"));
  }

  private static JsonNode read(String file) throws IOException {
    return Serialization.unmarshal(Files.readString(EXAMPLE.resolve(file)), JsonNode.class);
  }
}
