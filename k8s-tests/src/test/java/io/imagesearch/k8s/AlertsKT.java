package io.imagesearch.k8s;

import static io.imagesearch.k8s.OnRealCluster.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.cluster.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a Prometheus of the cluster sees of a shop: all of it, alerts for its faults and none
 * without. The system property {@code causes} names some of them.
 */
@OnRealCluster
@Tag(LONG)
@Order(10)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsKT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** Rules look back for five minutes. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(8);

  private static final Duration QUIET = Duration.ofMinutes(2);

  @Test
  @Order(1)
  void scrapesEveryPod(Installation installation, Monitoring monitoring) {
    Shop shop = installation.shop();
    shop.awaitSettled(PATIENCE);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          for (Tier tier : Tier.values()) {
            // Neither has metrics that anything here reads.
            if (tier != Tier.KAFKA && tier != Tier.OBJECT_STORAGE) {
              assertThat(scraped(monitoring, tier))
                  .as(tier.component())
                  .isEqualTo(
                      shop.readyPods(tier).stream()
                          .map(Pod::getMetadata)
                          .map(meta -> meta.getName())
                          .collect(Collectors.toSet()));
            }
          }
          assertThat(monitoring.prometheus().query("up{namespace=\"image-search\"} == 1"))
              .hasSize(2);
        });
  }

  private static Set<String> scraped(Monitoring monitoring, Tier tier) {
    String query =
        "up{namespace=\"%s\", search_cluster=\"%s\", component=\"%s\"} == 1"
            .formatted(Shop.NAMESPACE, Shop.NAME, tier.component());
    return monitoring.prometheus().query(query).stream()
        .map(sample -> sample.labels().getOrDefault("pod", ""))
        .collect(Collectors.toSet());
  }

  @Test
  @Order(2)
  void firesNothingWhileAllIsWell(Installation installation, Monitoring monitoring)
      throws IOException {
    List<Path> pictures = Pictures.some(60);
    try (ShopApi api = installation.api()) {
      Pictures.upload(api, pictures, "load");
      for (JsonNode image : api.get("/api/v1/images").json().get("images")) {
        // A panel is of requests for single pictures.
        assertThat(api.get("/api/v1/images/" + image.get("id").asText()).status()).isEqualTo(200);
      }
      try (SteadyLoad load = new SteadyLoad(api, pictures, number())) {
        await()
            .during(QUIET)
            .atMost(QUIET.multipliedBy(2))
            .untilAsserted(() -> {
              assertThat(monitoring.prometheus().rules())
                  .allSatisfy(rule -> assertThat(rule.problem()).isEmpty())
                  .noneMatch(rule -> rule.alerts().stream().anyMatch(alert -> alert.firing()));
            });
        assertThat(load.since(Instant.EPOCH)).noneMatch(Search::failed);
      }
    }
    Map<Boolean, Long> rules =
        monitoring.prometheus().rules().stream()
            .collect(
                Collectors.partitioningBy(
                    rule -> rule.group().startsWith(AlertRules.HURRIED), Collectors.counting()));
    System.out.println("rules of the chart, and hurried: " + rules);
    assertThat(rules.get(true)).isEqualTo(rules.get(false)).isPositive();
  }

  @Test
  @Order(3)
  void tellsOfEachFault(Installation installation, Monitoring monitoring) throws Exception {
    AlertTimes times = new AlertTimes(monitoring.prometheus());
    try (ShopApi api = installation.api(Duration.ofSeconds(15));
        SteadyLoad load = new SteadyLoad(api, Pictures.some(60), number())) {
      for (AlertCause cause : chosen()) {
        await()
            .atMost(FORGOTTEN)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> times.active(cause).isEmpty());
        try (AlertCause.Mending _ = cause.strike(installation)) {
          Instant struck = Instant.now();
          Set<String> missing = new TreeSet<>(cause.alerts());
          await()
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(500))
              .untilAsserted(() -> {
                missing.removeAll(times.note(cause, struck));
                assertThat(missing).as(cause.title()).isEmpty();
              });
        }
        installation.shop().awaitSettled(PATIENCE);
      }
      System.out.printf("%d searches meanwhile%n", load.since(Instant.EPOCH).size());
    } finally {
      Files.write(Path.of("target", "alerts.md"), times.table());
      times.table().forEach(System.out::println);
    }
  }

  private static List<AlertCause> chosen() {
    String names = System.getProperty("causes", "");
    return names.isEmpty()
        ? List.of(AlertCause.values())
        : List.of(names.split(",", -1)).stream().map(AlertCause::valueOf).toList();
  }

  @Test
  @Order(4)
  void hasEveryMetricThatIsRead(Monitoring monitoring) throws IOException {
    Set<String> missing = new TreeSet<>(ReadMetrics.names());
    System.out.printf("%d series are read%n", missing.size());
    missing.removeAll(monitoring.prometheus().names());
    assertThat(missing).isEmpty();
  }

  @Test
  @Order(5)
  void drawsTheDashboards(Monitoring monitoring) {
    List<String> words =
        new ArrayList<>(List.of(Settings.python(), "draw_dashboards.py", "--since"));
    words.add(String.valueOf(monitoring.since().toEpochMilli() / 1000));
    words.addAll(List.of(monitoring.prometheus().url(), ReadMetrics.DASHBOARDS.toString()));
    words.add(Path.of("target", "dashboards").toString());
    String output = Commands.run(words, Map.of()).requireSuccess().output();
    System.out.print(output);
    // Nobody takes in a folder here, or moves to another model.
    assertThat(output.lines()).isSubsetOf("ingest: Jobs", "ingest: Moves to another model");
  }

  /** Another one in each run. */
  private static int number() {
    return (int) (System.nanoTime() >>> 33);
  }
}
