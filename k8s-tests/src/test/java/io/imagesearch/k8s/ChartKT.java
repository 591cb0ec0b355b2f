package io.imagesearch.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator comes, changes and goes; the clusters don't notice. */
@OnRealCluster
@Order(5)
class ChartKT {
  private static final String DEFINITION = "files/crds/imagesearchclusters.imagesearch.io.yaml";

  @Test
  void keepsClustersThroughUpgradeUninstallAndReinstall(
      Installation installation, @TempDir Path folder) throws IOException {
    Shop shop = installation.shop();
    shop.awaitSettled(Duration.ofMinutes(3));
    Map<String, String> before = pods(shop);

    OperatorRelease.install(withChangedDefinition(folder), Map.of());
    assertThat(
            Commands.kubectl(
                "get",
                "crd/imagesearchclusters.imagesearch.io",
                "-o",
                "jsonpath={.metadata.labels}"))
        .contains("\"test\":\"changed\"");
    shop.awaitSettled(Duration.ofMinutes(2));
    assertThat(pods(shop)).isEqualTo(before);

    OperatorRelease.uninstall();
    assertThat(shop.resource().get()).isNotNull();
    try (ShopApi api = installation.api()) {
      assertThat(api.get("/api/v1/images").status()).isEqualTo(200);
    }
    assertThat(pods(shop)).isEqualTo(before);

    OperatorRelease.install(OperatorRelease.CHART, Map.of());
    shop.patch(
        "{\"spec\": {\"api\": {\"template\": {\"annotations\": {\"test/after\": \"yes\"}}}}}");
    shop.awaitSettled(Duration.ofMinutes(4));
    Map<String, String> after = pods(shop);
    after.keySet().removeIf(name -> name.contains("-api-"));
    before.keySet().removeIf(name -> name.contains("-api-"));
    assertThat(after).isEqualTo(before);
  }

  /** The chart of a version whose definition is another one. */
  private static Path withChangedDefinition(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(OperatorRelease.CHART)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(OperatorRelease.CHART.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    Path definition = folder.resolve(DEFINITION);
    String text = Files.readString(definition);
    Files.writeString(
        definition, text.replaceFirst("metadata:\n", "metadata:\n  labels: {test: changed}\n"));
    return folder;
  }

  /** Uids of the pods by their names. */
  private static Map<String, String> pods(Shop shop) {
    return shop.allPods(Shop.NAME).stream()
        .map(Pod::getMetadata)
        .collect(
            Collectors.toMap(
                meta -> meta.getName(), meta -> meta.getUid(), (one, other) -> one, TreeMap::new));
  }
}
