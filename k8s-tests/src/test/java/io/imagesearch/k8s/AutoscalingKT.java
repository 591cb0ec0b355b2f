package io.imagesearch.k8s;

import static io.imagesearch.k8s.OnRealCluster.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.cluster.Tier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Load comes and goes, and pods with it. */
@OnRealCluster
@Tag(LONG)
@Order(7)
class AutoscalingKT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final double BUDGET = 0.001;

  /** One client that never stops takes a third of a small machine. */
  private static final Duration THINKS = Duration.ofMillis(250);

  /** Milli-processors of each pod on average; what a pod at rest takes is far less. */
  private static final String AUTOSCALED =
      """
      {"minReplicas": 2, "maxReplicas": 4,
       "metrics": [{"type": "Resource", "resource":
         {"name": "cpu", "target": {"type": "AverageValue", "averageValue": "%s"}}}],
       "behavior": {"scaleDown": {"stabilizationWindowSeconds": 20,
         "policies": [{"type": "Pods", "value": 2, "periodSeconds": 15}]}}}
      """;

  @Test
  void growsAndShrinksWithTheLoad(Installation installation) throws Exception {
    Shop shop = installation.shop();
    shop.awaitSettled(PATIENCE);
    shop.patch(spec("null", AUTOSCALED.formatted("80m"), AUTOSCALED.formatted("200m")));
    try (Curve curve = new Curve(installation)) {
      curve.follow(1, THINKS, Duration.ofSeconds(30), () -> false);
      boolean grown = curve.follow(8, Duration.ZERO, PATIENCE, () -> pods(shop, 4, 4));
      curve.follow(8, Duration.ZERO, Duration.ofSeconds(30), () -> false);
      boolean shrunk = curve.follow(1, THINKS, PATIENCE, () -> pods(shop, 2, 2));
      curve.follow(1, THINKS, Duration.ofSeconds(20), () -> false);

      curve.write(Path.of("target", "autoscaling.csv"));
      List<Search> all = curve.searches();
      all.stream()
          .filter(Search::failed)
          .limit(5)
          .forEach(search -> System.out.println(search.problem()));
      System.out.printf("%d of %d searches failed%n", Search.failed(all), all.size());
      assertThat(grown).as("grew to 4 and 4").isTrue();
      assertThat(shrunk).as("shrank to 2 and 2").isTrue();
      assertThat((double) Search.failed(all) / all.size()).isLessThanOrEqualTo(BUDGET);
    } finally {
      shop.patch(spec("2", "null", "null"));
      shop.awaitSettled(PATIENCE);
    }
  }

  private static String spec(String replicas, String api, String embedder) {
    return """
    {"spec": {"api": {"replicas": %1$s, "autoscaling": %2$s},
              "embedder": {"replicas": %1$s, "autoscaling": %3$s}}}
    """
        .formatted(replicas, api, embedder);
  }

  private static boolean pods(Shop shop, int api, int embedders) {
    return shop.readyPods(Tier.API).size() == api
        && shop.readyPods(Tier.EMBEDDER).size() == embedders;
  }
}
