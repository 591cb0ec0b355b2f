package io.imagesearch.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.imagesearch.operator.cluster.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a shop does with it: put pictures in, and find them. */
@OnRealCluster
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SearchKT {
  private static final int PICTURES = 304;

  @Test
  @Order(1)
  void isReadyAndSaysSo(Installation installation) {
    System.out.println(Commands.kubectl("-n", Shop.NAMESPACE, "get", "isc", "-o", "wide"));
    System.out.println(Commands.kubectl("-n", Shop.NAMESPACE, "get", "pods", "-o", "wide"));

    assertThat(installation.shop().readyPods(Tier.ETCD)).hasSize(3);
    assertThat(installation.shop().readyPods(Tier.KAFKA)).hasSize(3);
    assertThat(installation.shop().readyPods(Tier.MIX_COORD)).hasSize(2);
    assertThat(installation.shop().readyPods(Tier.EMBEDDER)).hasSize(2);
    assertThat(installation.shop().readyPods(Tier.API)).hasSize(2);
  }

  @Test
  @Order(2)
  void takesInAFolderThroughTheIngress(Installation installation, @TempDir Path folder)
      throws IOException {
    List<Path> pictures = Pictures.some(PICTURES);
    for (int i = 0; i < pictures.size(); i++) {
      Path uploader = Files.createDirectories(folder.resolve(uploader(i)));
      Files.copy(pictures.get(i), uploader.resolve(i + ".png"));
    }
    for (String uploader : List.of("ann", "bob")) {
      Commands.Ended ended =
          installation.commandLine(
              "ingest", folder.resolve(uploader).toString(), "--uploader=" + uploader);
      System.out.println(ended.requireSuccess().output().strip());
    }
  }

  @Test
  @Order(3)
  void findsEveryPictureFirstByItself(Installation installation) throws IOException {
    List<String> lost = new ArrayList<>();
    try (ShopApi api = installation.api()) {
      for (Path file : Pictures.some(PICTURES)) {
        byte[] picture = Pictures.bytes(file);
        ShopApi.Answer answer = api.search(picture, 3);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> ids = answer.ids();
        if (ids.isEmpty() || !ids.getFirst().equals(Pictures.id(picture))) {
          lost.add(file.getFileName() + ": " + answer.body());
        }
      }
    }
    System.out.printf("%d of %d found first by themselves%n", PICTURES - lost.size(), PICTURES);
    assertThat(lost).isEmpty();
  }

  @Test
  @Order(4)
  void searchesOneUploadersPictures(Installation installation) throws IOException {
    try (ShopApi api = installation.api()) {
      JsonNode page = api.get("/api/v1/images?uploader=ann&limit=200").json();
      assertThat(page.findValuesAsText("uploader")).isNotEmpty().containsOnly("ann");
    }
  }

  @Test
  @Order(5)
  void hasTwoCopiesInMemory(Installation installation) {
    Shop shop = installation.shop();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(shop.loadedReplicas()).isEqualTo(2));
  }

  @Test
  @Order(6)
  void servesFromBothPods(Installation installation) throws IOException {
    Map<String, Long> searches = Answered.byPod(installation.shop());
    System.out.println("searches by pod: " + searches);
    assertThat(searches).hasSize(2).allSatisfy((pod, count) -> assertThat(count).isPositive());
  }

  private static String uploader(int number) {
    return number % 2 == 0 ? "ann" : "bob";
  }
}
