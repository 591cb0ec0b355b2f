package io.imagesearch.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.Dependents;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Situation;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is made of a cluster, object by object: {@code src/test/golden/CASE/cluster.yaml}, and what
 * was seen in {@code situation.yaml} if that matters, becomes {@code CASE/rendered/*.yaml}. {@code
 * -DupdateGolden=true} writes them; a file that nothing makes fails the test.
 */
class GoldenTest {
  private static final Path CASES = Path.of("src", "test", "golden");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersWhatIsCommitted(String name) throws IOException {
    Path folder = CASES.resolve(name);
    Map<String, String> rendered = render(cluster(folder));
    Path committed = folder.resolve("rendered");
    if (Boolean.getBoolean("updateGolden")) {
      write(committed, rendered);
    }
    assertThat(read(committed)).as("made anew by -DupdateGolden=true").isEqualTo(rendered);
  }

  private static Cluster cluster(Path folder) throws IOException {
    ImageSearchCluster resource =
        Serialization.unmarshal(
            Files.readString(folder.resolve("cluster.yaml")), ImageSearchCluster.class);
    resource.getMetadata().setNamespace("pictures");
    Cluster fresh = Cluster.fresh(resource);
    Path seen = folder.resolve("situation.yaml");
    return Files.exists(seen)
        ? Cluster.of(resource, seen(fresh.situation(), Files.readString(seen)))
        : fresh;
  }

  /** The fields that the file has, in place of those of a fresh cluster. */
  private static Situation seen(Situation fresh, String yaml) {
    var merged = new TreeMap<String, Object>();
    merged.put("images", fresh.images());
    merged.put("versions", plain(fresh.versions()));
    merged.put("replicas", fresh.replicas());
    merged.put("secretDigests", fresh.secretDigests());
    merged.put("volumeSizes", fresh.volumeSizes());
    merged.put("gatewayApi", fresh.gatewayApi());
    merged.put("podMonitors", fresh.podMonitors());
    merged.put("held", fresh.held());
    merged.put("kept", fresh.kept());
    merged.put("operatorNamespace", fresh.operatorNamespace());
    JsonNode given = Serialization.unmarshal(yaml, JsonNode.class);
    given.fieldNames().forEachRemaining(field -> merged.put(field, given.get(field)));
    return Serialization.unmarshal(Serialization.asYaml(merged), Situation.class);
  }

  /** Without what a version says of itself, which can't be read back. */
  private static Map<Tier, Map<String, Integer>> plain(Map<Tier, Version> versions) {
    Map<Tier, Map<String, Integer>> plain = new EnumMap<>(Tier.class);
    versions.forEach((tier, version) ->
        plain.put(
            tier,
            Map.of("major", version.major(), "minor", version.minor(), "patch", version.patch())));
    return plain;
  }

  private static Map<String, String> render(Cluster cluster) {
    var order = new ArrayList<HasMetadata>();
    Dependents.ALL.forEach(dependent -> dependent.desired(cluster).forEach(order::add));
    Map<String, String> rendered = new TreeMap<>();
    for (HasMetadata object : order) {
      String file =
          object.getKind().toLowerCase(Locale.ROOT)
              + "-"
              + object.getMetadata().getName()
              + ".yaml";
      assertThat(rendered.put(file, Serialization.asYaml(object))).as("twice: " + file).isNull();
      assertThat(cluster.owns(object)).as("labelled and in its namespace: " + file).isTrue();
    }
    return rendered;
  }

  private static Map<String, String> read(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString(), GoldenTest::text, (a, b) -> a, TreeMap::new));
    }
  }

  private static void write(Path folder, Map<String, String> rendered) throws IOException {
    Files.createDirectories(folder);
    for (String stale : read(folder).keySet()) {
      Files.delete(folder.resolve(stale));
    }
    for (Map.Entry<String, String> file : rendered.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
