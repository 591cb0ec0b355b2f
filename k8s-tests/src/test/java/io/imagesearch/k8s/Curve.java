package io.imagesearch.k8s;

import io.imagesearch.operator.cluster.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** Searches by clients, with pods and latency over time, as {@code k8s-tests/plot} draws them. */
final class Curve implements AutoCloseable {
  private static final Duration SAMPLE = Duration.ofSeconds(2);

  private final Shop shop;
  private final ShopApi api;
  private final ClosedLoad load;
  private final Instant begin = Instant.now();
  private final Map<String, DoubleSupplier> more = new LinkedHashMap<>();
  private final List<String> rows = new ArrayList<>();

  /** Uploads what is searched by. */
  Curve(Installation installation) throws IOException {
    List<Path> pictures = Pictures.some(60);
    shop = installation.shop();
    api = installation.api();
    load = new ClosedLoad(api, pictures);
    Pictures.upload(api, pictures, "load");
  }

  /** Samples something else besides. */
  void with(String column, DoubleSupplier value) {
    more.put(column, value);
  }

  /** Samples until something is so, or the time is over; answers whether it was. */
  boolean follow(int clients, Duration pause, Duration limit, BooleanSupplier until)
      throws InterruptedException {
    load.clients(clients, pause);
    Instant end = Instant.now().plus(limit);
    while (Instant.now().isBefore(end)) {
      Instant from = Instant.now();
      Thread.sleep(SAMPLE);
      rows.add(row(clients, from, Instant.now()));
      System.out.println(rows.getLast());
      if (until.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  private String row(int clients, Instant from, Instant to) {
    List<Search> searches = load.ended(from, to);
    StringBuilder row =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%.1f,%d,%.1f,%.0f,%.0f,%d,%d",
                Duration.between(begin, to).toMillis() / 1e3,
                clients,
                searches.size() * 1e3 / Duration.between(from, to).toMillis(),
                Search.percentile(searches, 0.5),
                Search.percentile(searches, 0.95),
                shop.readyPods(Tier.API).size(),
                shop.readyPods(Tier.EMBEDDER).size()));
    more.values()
        .forEach(value -> row.append(String.format(Locale.ROOT, ",%.2f", value.getAsDouble())));
    return row.toString();
  }

  /** All that have ended so far. */
  List<Search> searches() {
    return load.ended(begin, Instant.now());
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    String names = "second,clients,searches_per_second,p50_ms,p95_ms,api_pods,embedder_pods";
    lines.add(more.isEmpty() ? names : names + "," + String.join(",", more.keySet()));
    lines.addAll(rows);
    Files.write(file, lines);
  }

  @Override
  public void close() {
    load.close();
    api.close();
  }
}
