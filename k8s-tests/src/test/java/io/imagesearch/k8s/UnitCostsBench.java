package io.imagesearch.k8s;

import io.imagesearch.operator.cluster.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prints how much processor time each tier takes for a search and for an upload, as its nodes count
 * it, less what it takes at rest; k8s-tests/README.md says how to run it.
 */
@OnRealCluster
class UnitCostsBench {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final int SEARCHES = Integer.getInteger("costs.searches", 1000);
  private static final int UPLOADS = Integer.getInteger("costs.uploads", 400);
  private static final Duration REST = Duration.ofSeconds(60);

  @Test
  void measures(Installation installation) throws Exception {
    Shop shop = installation.shop();
    shop.awaitSettled(PATIENCE);
    List<Path> pictures = Pictures.some(300);
    try (ShopApi api = installation.api(Duration.ofSeconds(30))) {
      Pictures.upload(api, pictures, "ann");
      search(api, pictures, 100);
      NodeStats start = NodeStats.now(shop);
      Thread.sleep(REST.toMillis());
      NodeStats rested = NodeStats.now(shop);
      search(api, pictures, SEARCHES);
      NodeStats searched = NodeStats.now(shop);
      for (int i = 0; i < UPLOADS; i++) {
        api.upload(Pictures.variant(Pictures.bytes(pictures.get(i % pictures.size())), i), "ann");
      }
      NodeStats uploaded = NodeStats.now(shop);
      System.out.printf(
          "%-10s %9s %12s %12s %10s%n", "tier", "idle", "a search", "an upload", "memory");
      for (String tier : tiers(shop)) {
        double idle = rested.coresSince(start, tier);
        System.out.printf(
            "%-10s %7.1f m %9.2f ms %9.2f ms %6.0f MB%n",
            tier,
            idle * 1e3,
            1e3
                * (searched.secondsSince(rested, tier) - idle * searched.wallSince(rested))
                / SEARCHES,
            1e3
                * (uploaded.secondsSince(searched, tier) - idle * uploaded.wallSince(searched))
                / UPLOADS,
            uploaded.memory(tier) / 1e6);
      }
    }
  }

  private static void search(ShopApi api, List<Path> pictures, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int status = api.search(Pictures.bytes(pictures.get(i % pictures.size())), 10).status();
      if (status != 200) {
        throw new IllegalStateException("search answered " + status);
      }
    }
  }

  private static List<String> tiers(Shop shop) {
    return shop.allPods(Shop.NAME).stream()
        .map(pod -> pod.getMetadata().getLabels().get(Labels.COMPONENT))
        .distinct()
        .sorted()
        .toList();
  }
}
