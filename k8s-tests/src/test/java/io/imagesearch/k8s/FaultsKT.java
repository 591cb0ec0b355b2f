package io.imagesearch.k8s;

import static io.imagesearch.k8s.OnRealCluster.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One part after the other is lost while people search. The system property {@code faults} names
 * some of them.
 */
@OnRealCluster
@Tag(LONG)
@Order(2)
class FaultsKT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** Of all searches, faults included. */
  private static final double BUDGET = 0.001;

  /** Without a failure, after all pods are ready again. */
  private static final Duration CALM = Duration.ofSeconds(15);

  private static final int COPIES = 2;

  /** The operator asks Milvus once in a minute. */
  private static final Duration ASKED_SINCE = Duration.ofSeconds(75);

  @Test
  void areSurvived(Installation installation) throws Exception {
    Shop shop = installation.shop();
    List<Path> pictures = Pictures.some(60);
    List<String> table = new ArrayList<>();
    table.add("| fault | searches | failed | longest gap, s | ready again after, s |");
    table.add("|---|--:|--:|--:|--:|");
    try (ShopApi api = installation.api(Duration.ofSeconds(15))) {
      Pictures.upload(api, pictures, "load");
      Map<String, byte[]> acknowledged;
      List<Search> all;
      try (SteadyLoad load = new SteadyLoad(api, pictures, (int) (System.nanoTime() >>> 33))) {
        Instant begin = Instant.now();
        table.add(row("none", load, begin, calm(load, Duration.ofSeconds(20))));
        for (Fault fault : chosen()) {
          Instant start = Instant.now();
          try {
            fault.strike(shop);
          } finally {
            fault.mend();
          }
          shop.awaitSettled(PATIENCE);
          Duration recovery = Duration.between(start, Instant.now());
          calm(load, CALM);
          awaitCopies(shop, Duration.ZERO);
          table.add(row(fault.title(), load, start, recovery));
          System.out.println(table.getLast());
          load.since(start).stream()
              .filter(Search::failed)
              .limit(3)
              .forEach(search ->
                  System.out.printf(
                      "  %+.1f s: after %.1f s: %s%n",
                      Duration.between(start, search.start()).toMillis() / 1000.0,
                      search.took().toMillis() / 1000.0,
                      search.problem()));
        }
        awaitCopies(shop, ASKED_SINCE);
        all = load.since(begin);
        acknowledged = load.acknowledged();
        System.out.printf(
            "%d uploads acknowledged, %d refused%n", acknowledged.size(), load.refused());
      }
      write(table);
      Set<String> missing = new TreeSet<>(acknowledged.keySet());
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            missing.removeIf(id -> isThere(api, id));
            assertThat(missing).isEmpty();
          });
      long failed = Search.failed(all);
      System.out.printf("%d of %d searches failed%n", failed, all.size());
      assertThat((double) failed / all.size()).isLessThanOrEqualTo(BUDGET);
    }
  }

  private static List<Fault> chosen() {
    String names = System.getProperty("faults", "");
    return names.isEmpty()
        ? List.of(Fault.values())
        : Stream.of(names.split(",", -1)).map(Fault::valueOf).toList();
  }

  /** A copy that was left without a query node shows with the next coordinator only. */
  private static void awaitCopies(Shop shop, Duration during) {
    await()
        .atMost(PATIENCE)
        .during(during)
        .untilAsserted(() -> assertThat(shop.loadedReplicas()).isEqualTo(COPIES));
  }

  /** Lets the load go on for a while. */
  private static Duration calm(SteadyLoad load, Duration length) {
    Instant from = Instant.now();
    await()
        .atMost(length.multipliedBy(4))
        .until(() ->
            load.since(from).stream().anyMatch(search -> search.end().isAfter(from.plus(length))));
    return Duration.ZERO;
  }

  private static String row(String name, SteadyLoad load, Instant start, Duration recovery) {
    List<Search> searches = load.since(start);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.1f | %d |",
        name,
        searches.size(),
        Search.failed(searches),
        Search.longestGap(searches).toMillis() / 1000.0,
        recovery.toSeconds());
  }

  private static void write(List<String> table) throws IOException {
    Files.write(Path.of("target", "faults.md"), table);
    table.forEach(System.out::println);
  }

  /** Whether an upload can be read, and searched by. */
  private static boolean isThere(ShopApi api, String id) {
    try {
      return api.get("/api/v1/images/" + id).status() == 200
          && api.searchById(id, 1).status() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(id, e);
    }
  }
}
