package io.imagesearch.k8s;

import static io.imagesearch.k8s.OnRealCluster.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The steps of docs/backup.md: back up, lose everything with its volumes, restore. */
@OnRealCluster
@Tag(LONG)
@Order(9)
class BackupKT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Path FOLDER = Path.of("..", "examples", "backup");
  private static final List<Path> PICTURES = Pictures.some(40);
  private static final Set<String> IDS =
      PICTURES.stream().map(Pictures::bytes).map(Pictures::id).collect(Collectors.toSet());

  @Test
  void bringsBackEveryPictureOfALostCluster(Installation installation) throws IOException {
    Shop shop = installation.shop();
    shop.awaitSettled(PATIENCE);
    try (ShopApi api = installation.api()) {
      Pictures.upload(api, PICTURES.subList(0, 15), "ann");
      Pictures.upload(api, PICTURES.subList(15, PICTURES.size()), "bob");
    }
    Map<String, String> before = listed(installation);
    assertThat(before).containsValues("ann", "bob");

    kubectl("apply", "-f", FOLDER.resolve("backup.yaml").toString());
    kubectl("create", "job", "--from=cronjob/shop-backup", "shop-backup-now");
    complete("shop-backup-now");

    shop.patch("{\"spec\": {\"storage\": {\"deletionPolicy\": \"Delete\"}}}");
    shop.awaitSettled(PATIENCE);
    shop.resource().delete();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(shop.allPods(Shop.NAME)).isEmpty();
          assertThat(shop.claims()).isEmpty();
        });
    shop.apply();
    shop.awaitSettled(PATIENCE);
    assertThat(uploaders(installation)).isEmpty();

    kubectl("apply", "-f", FOLDER.resolve("restore.yaml").toString());
    complete("shop-restore");
    Map<String, String> after = listed(installation);
    System.out.printf("%d pictures before, %d after%n", before.size(), after.size());
    assertThat(after).isEqualTo(before);
    try (ShopApi api = installation.api()) {
      Pictures.assertAllFound(api, PICTURES);
    }

    kubectl("delete", "-f", FOLDER.resolve("restore.yaml").toString());
    kubectl("delete", "job/shop-backup-now");
    kubectl("delete", "-f", FOLDER.resolve("backup.yaml").toString());
  }

  /** A list may lack what another pod acknowledged in the last seconds. */
  private static Map<String, String> listed(Installation installation) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> uploaders(installation), list -> list.keySet().containsAll(IDS));
  }

  /** Of each picture that is listed, by its id. */
  private static Map<String, String> uploaders(Installation installation) throws IOException {
    Map<String, String> uploaders = new TreeMap<>();
    try (ShopApi api = installation.api()) {
      for (JsonNode image : api.get("/api/v1/images?limit=1000").json().get("images")) {
        uploaders.put(image.get("id").asText(), image.get("uploader").asText());
      }
    }
    return uploaders;
  }

  /** Waits for a job, and prints what it said. */
  private static void complete(String job) {
    kubectl("wait", "--for=condition=complete", "job/" + job, "--timeout=300s");
    System.out.print(kubectl("logs", "job/" + job));
  }

  private static String kubectl(String... arguments) {
    List<String> words = new ArrayList<>(List.of("-n", Shop.NAMESPACE));
    words.addAll(List.of(arguments));
    return Commands.kubectl(words.toArray(String[]::new));
  }
}
