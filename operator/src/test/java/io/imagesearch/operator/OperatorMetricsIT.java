package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.imagesearch.operator.status.ConditionType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** docs/metrics.md says what a running operator tells. */
@OnControlPlane
class OperatorMetricsIT {
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `((?:image_search|operator_sdk)_\\w+)` \\| (\\w+) \\| ([^|]*)\\| .+ \\|$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ControlPlane plane;
  private final LiveClusters clusters;

  OperatorMetricsIT(ControlPlane plane) {
    this.plane = plane;
    this.clusters = new LiveClusters(plane, "metrics");
  }

  @AfterEach
  void remove() {
    clusters.close();
  }

  @Test
  void areDocumentedAndGoWithTheirCluster() throws IOException {
    try (OperatorUnderTest operator = OperatorUnderTest.start(plane, clusters.namespace)) {
      clusters.apply("shop", "{api: {replicas: 1}, milvus: {etcd: {replicas: 1}}}");
      clusters.awaitReady("shop");
      failAPass();
      // Which pass is the first to be counted as failed is the framework's affair.
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(scrape(operator))
                  .contains("operator_sdk_reconciliations_failed_total")
                  .contains(
                      "image_search_cluster_condition{condition=\"Ready\",namespace=\"%s\",search_cluster=\"shop\"} 1.0"
                          .formatted(clusters.namespace)));
      String told = scrape(operator);

      TreeMap<String, String> documented = new TreeMap<>();
      TreeMap<String, Set<String>> labels = new TreeMap<>();
      for (MatchResult row :
          ROW.matcher(Files.readString(Path.of("..", "docs", "metrics.md"))).results().toList()) {
        documented.put(row.group(1), row.group(2));
        labels.put(
            row.group(1),
            Pattern.compile("`(\\w+)`")
                .matcher(row.group(3))
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
      documented.forEach((name, type) -> {
        assertThat(told).contains("# TYPE " + name + " " + type + "\n");
        assertThat(labelsOf(name, told)).as(name).containsAll(labels.get(name));
      });
      assertThat(
              told.lines()
                  .filter(line -> line.startsWith("# TYPE image_search_"))
                  .map(line -> line.split(" ", -1)[2]))
          .isSubsetOf(documented.keySet());
      assertThat(told).contains("image_search_operator_leader 1.0");

      clusters.kubectl("delete", "isc/shop", "isc/taken");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(scrape(operator).lines())
                  .noneMatch(line -> line.startsWith("image_search_cluster_")));
    }
  }

  /** Failures are counted from the first one on. */
  private void failAPass() {
    clusters.kubectl("create", "service", "clusterip", "taken-api", "--tcp=80");
    clusters.apply("taken", "{milvus: {etcd: {replicas: 1}}}");
    clusters.awaitFalse("taken", ConditionType.READY, "NameTaken");
  }

  private static Set<String> labelsOf(String name, String told) {
    return told.lines()
        .filter(line -> line.startsWith(name))
        .flatMap(line -> LABEL.matcher(line).results())
        .map(label -> label.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String scrape(OperatorUnderTest operator) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.port() + "/metrics"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
