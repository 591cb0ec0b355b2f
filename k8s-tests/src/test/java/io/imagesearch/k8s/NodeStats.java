package io.imagesearch.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.cluster.Labels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What pods have used so far, by their tier, as kubelets count it.
 *
 * @param time of the last count, no earlier than it was asked for
 */
record NodeStats(Instant time, Map<String, List<Usage>> usage) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Of one pod.
   *
   * @param seconds of processor time
   * @param bytes of memory that it works with
   */
  record Usage(double seconds, double bytes) {}

  /** Asks until every pod has been counted since. */
  static NodeStats now(Shop shop) throws IOException, InterruptedException {
    Instant asked = Instant.now();
    while (true) {
      Map<String, List<Usage>> usage = new HashMap<>();
      Instant oldest = read(shop, usage);
      if (oldest.isAfter(asked)) {
        return new NodeStats(Instant.now(), usage);
      }
      Thread.sleep(1000);
    }
  }

  private static Instant read(Shop shop, Map<String, List<Usage>> usage) throws IOException {
    Map<String, String> tiers = new HashMap<>();
    for (Pod pod : shop.allPods(Shop.NAME)) {
      tiers.put(pod.getMetadata().getName(), pod.getMetadata().getLabels().get(Labels.COMPONENT));
    }
    Instant oldest = Instant.MAX;
    for (String node : Commands.kubectl("get", "nodes", "-o", "name").lines().toList()) {
      JsonNode stats =
          JSON.readTree(
              Commands.kubectl(
                  "get",
                  "--raw",
                  "/api/v1/" + node.replace("node/", "nodes/") + "/proxy/stats/summary"));
      for (JsonNode pod : stats.get("pods")) {
        String tier = tiers.get(pod.at("/podRef/name").asText());
        if (tier != null && pod.at("/podRef/namespace").asText().equals(Shop.NAMESPACE)) {
          Instant counted = Instant.parse(pod.at("/cpu/time").asText());
          oldest = counted.isBefore(oldest) ? counted : oldest;
          usage
              .computeIfAbsent(tier, _ -> new ArrayList<>())
              .add(
                  new Usage(
                      pod.at("/cpu/usageCoreNanoSeconds").asDouble() / 1e9,
                      pod.at("/memory/workingSetBytes").asDouble()));
        }
      }
    }
    return oldest;
  }

  double secondsSince(NodeStats earlier, String tier) {
    return seconds(tier) - earlier.seconds(tier);
  }

  double coresSince(NodeStats earlier, String tier) {
    return secondsSince(earlier, tier) / wallSince(earlier);
  }

  double wallSince(NodeStats earlier) {
    return Duration.between(earlier.time, time).toMillis() / 1e3;
  }

  /** Of a pod of the tier, on average. */
  double memory(String tier) {
    return of(tier).stream().mapToDouble(Usage::bytes).average().orElse(0);
  }

  private double seconds(String tier) {
    return of(tier).stream().mapToDouble(Usage::seconds).sum();
  }

  private List<Usage> of(String tier) {
    return usage.getOrDefault(tier, List.of());
  }
}
