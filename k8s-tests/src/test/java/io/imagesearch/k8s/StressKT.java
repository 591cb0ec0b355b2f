package io.imagesearch.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The stress test of the report: more and more clients through the Ingress, how long their searches
 * take, and which pods answer.
 */
@OnRealCluster
@Order(6)
class StressKT {
  private static final List<Integer> CLIENTS = List.of(1, 4, 16, 64);
  private static final Duration ROUND = Duration.ofSeconds(20);

  @Test
  void answersManyClientsFromAllPods(Installation installation) throws Exception {
    Shop shop = installation.shop();
    shop.awaitSettled(Duration.ofMinutes(6));
    List<Path> pictures = Pictures.some(60);
    List<String> table = new ArrayList<>();
    table.add("| clients | searches/s | refused | failed | p50, ms | p95, ms | p99, ms | by pod |");
    table.add("|--:|--:|--:|--:|--:|--:|--:|---|");
    try (ShopApi api = installation.api();
        ClosedLoad load = new ClosedLoad(api, pictures)) {
      Pictures.upload(api, pictures, "stress");
      for (int clients : CLIENTS) {
        Map<String, Long> before = Answered.byPod(shop);
        Instant start = Instant.now();
        load.clients(clients);
        Thread.sleep(ROUND);
        Instant end = Instant.now();
        Map<String, Long> pods = difference(before, Answered.byPod(shop));
        List<Search> searches = load.ended(start, end);
        table.add(row(clients, searches, pods.values()));
        System.out.println(table.getLast());
        List<Search> unexpected = searches.stream().filter(StressKT::isUnexpected).toList();
        assertThat(unexpected).isEmpty();
        assertThat(searches).anyMatch(search -> !search.failed());
        assertThat(pods).hasSize(2).allSatisfy((pod, count) -> assertThat(count).isPositive());
      }
    }
    Files.write(Path.of("target", "stress.md"), table);
  }

  /** That there is too much to do is said with 503; nothing else may go wrong. */
  private static boolean isUnexpected(Search search) {
    return search.failed() && !isRefused(search);
  }

  private static boolean isRefused(Search search) {
    return search.problem().startsWith("503");
  }

  private static String row(int clients, List<Search> searches, Iterable<Long> pods) {
    long answered = searches.size() - Search.failed(searches);
    return String.format(
        Locale.ROOT,
        "| %d | %.1f | %d | %d | %.0f | %.0f | %.0f | %s |",
        clients,
        answered / (double) ROUND.toSeconds(),
        searches.stream().filter(StressKT::isRefused).count(),
        searches.stream().filter(StressKT::isUnexpected).count(),
        Search.percentile(searches, 0.5),
        Search.percentile(searches, 0.95),
        Search.percentile(searches, 0.99),
        pods);
  }

  private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> difference = new TreeMap<>();
    after.forEach((pod, count) -> difference.put(pod, count - before.getOrDefault(pod, 0L)));
    return difference;
  }
}
