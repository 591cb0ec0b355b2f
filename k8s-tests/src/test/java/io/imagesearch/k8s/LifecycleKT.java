package io.imagesearch.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.status.ConditionType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What an administrator does with a cluster over its life, with the pictures still there. */
@OnRealCluster
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleKT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final List<Path> PICTURES = Pictures.some(40);

  @Test
  @Order(1)
  void scalesEmbeddersByKubectl(Installation installation) throws IOException {
    upload(installation);
    Commands.kubectl("-n", Shop.NAMESPACE, "scale", "isc/" + Shop.NAME, "--replicas=3");
    awaitPods(installation.shop(), Tier.EMBEDDER, 3);
    Commands.kubectl("-n", Shop.NAMESPACE, "scale", "isc/" + Shop.NAME, "--replicas=2");
    awaitPods(installation.shop(), Tier.EMBEDDER, 2);
  }

  @Test
  @Order(2)
  void scalesApiByTheResource(Installation installation) {
    installation.shop().patch("{\"spec\": {\"api\": {\"replicas\": 3}}}");
    awaitPods(installation.shop(), Tier.API, 3);
    installation.shop().patch("{\"spec\": {\"api\": {\"replicas\": 2}}}");
    awaitPods(installation.shop(), Tier.API, 2);
    installation.shop().awaitSettled(PATIENCE);
  }

  /** A server before 2.4.13 lets the copies go before it loads another number of them. */
  @Test
  @Order(3)
  void changesTheNumberOfCopiesInMemory(Installation installation) throws IOException {
    Shop shop = installation.shop();
    try (ShopApi api = installation.api(Duration.ofSeconds(15));
        SteadyLoad load = new SteadyLoad(api, PICTURES, (int) (System.nanoTime() >>> 33))) {
      for (int copies : List.of(1, 2)) {
        Instant start = Instant.now();
        shop.patch("{\"spec\": {\"milvus\": {\"replicas\": %d}}}".formatted(copies));
        shop.awaitSettled(PATIENCE);
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(shop.loadedReplicas()).isEqualTo(copies));
        List<Search> searches = load.since(start);
        System.out.printf(
            "to %d copies: %d s, %d of %d searches failed, longest gap %.1f s%n",
            copies,
            Duration.between(start, Instant.now()).toSeconds(),
            Search.failed(searches),
            searches.size(),
            Search.longestGap(searches).toMillis() / 1e3);
      }
    }
    assertAllFound(installation);
  }

  @Test
  @Order(4)
  void leavesAPausedClusterAlone(Installation installation) {
    Shop shop = installation.shop();
    shop.patch("{\"spec\": {\"paused\": true}}");
    shop.awaitCondition(ConditionType.PAUSED, "True", PATIENCE);
    String service = Shop.NAME + "-api";
    shop.client().services().inNamespace(Shop.NAMESPACE).withName(service).delete();
    shop.patch("{\"spec\": {\"api\": {\"replicas\": 3}}}");
    await()
        .during(Duration.ofSeconds(15))
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          assertThat(shop.client().services().inNamespace(Shop.NAMESPACE).withName(service).get())
              .isNull();
          assertThat(shop.pods(Tier.API)).hasSize(2);
        });
    shop.patch("{\"spec\": {\"paused\": false, \"api\": {\"replicas\": 2}}}");
    shop.awaitSettled(PATIENCE);
    assertThat(shop.client().services().inNamespace(Shop.NAMESPACE).withName(service).get())
        .isNotNull();
  }

  @Test
  @Order(5)
  void sleepsAndWakesWithEveryPicture(Installation installation) throws IOException {
    Shop shop = installation.shop();
    shop.patch("{\"spec\": {\"hibernated\": true}}");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(allPods(shop)).isEmpty());
    System.out.println(Commands.kubectl("-n", Shop.NAMESPACE, "get", "isc", "-o", "wide"));
    long start = System.nanoTime();
    shop.patch("{\"spec\": {\"hibernated\": false}}");
    shop.awaitSettled(PATIENCE);
    System.out.printf("awake after %d s%n", seconds(start));
    assertAllFound(installation);
  }

  @Test
  @Order(6)
  void findsItsPicturesWhenItIsMadeAgain(Installation installation) throws IOException {
    Shop shop = installation.shop();
    long start = System.nanoTime();
    shop.resource().delete();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(allPods(shop)).isEmpty());
    System.out.printf("gone after %d s%n", seconds(start));
    assertThat(shop.claims()).hasSize(7);
    start = System.nanoTime();
    shop.apply();
    shop.awaitSettled(PATIENCE);
    System.out.printf("made again after %d s%n", seconds(start));
    assertAllFound(installation);
  }

  @Test
  @Order(7)
  void leavesNothingWhereDataIsToGo(Installation installation) throws IOException {
    Shop shop = installation.shop();
    shop.patch("{\"spec\": {\"storage\": {\"deletionPolicy\": \"Delete\"}}}");
    shop.awaitSettled(PATIENCE);
    shop.resource().delete();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(allPods(shop)).isEmpty();
          assertThat(shop.claims()).isEmpty();
          assertThat(owned()).isEqualTo("");
        });
    shop.apply();
    shop.awaitSettled(PATIENCE);
    try (ShopApi api = installation.api()) {
      assertThat(api.get("/api/v1/images").json().get("images")).isEmpty();
    }
  }

  private static void upload(Installation installation) throws IOException {
    try (ShopApi api = installation.api()) {
      Pictures.upload(api, PICTURES, "ann");
    }
  }

  private static void assertAllFound(Installation installation) throws IOException {
    try (ShopApi api = installation.api()) {
      Pictures.assertAllFound(api, PICTURES);
    }
  }

  private static void awaitPods(Shop shop, Tier tier, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(shop.readyPods(tier)).hasSize(count);
          assertThat(shop.pods(tier)).hasSize(count);
        });
  }

  private static List<String> allPods(Shop shop) {
    return shop.allPods(Shop.NAME).stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  /** Names of all that the operator made, of the kinds that a user sees. */
  private static String owned() {
    return Commands.kubectl(
        "-n",
        Shop.NAMESPACE,
        "get",
        "deploy,sts,svc,cm,secret,ingress,hpa,pdb,netpol,sa",
        "-l",
        Labels.OWNED,
        "-o",
        "name");
  }

  private static long seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }
}
