package io.imagesearch.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the chart renders: {@code src/test/chart/CASE/values.yaml} becomes {@code rendered.yaml},
 * written anew by {@code -DupdateGolden=true}.
 */
class ChartTest {
  private static final Path CASES = Path.of("src", "test", "chart");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersWhatIsCommitted(String name) throws IOException {
    String rendered = withoutDefinition(Chart.render(CASES.resolve(name).resolve("values.yaml")));
    Path committed = CASES.resolve(name).resolve("rendered.yaml");
    if (Boolean.getBoolean("updateGolden")) {
      Files.writeString(committed, rendered);
    }
    assertThat(committed).as("made anew by -DupdateGolden=true").hasContent(rendered);
  }

  @Test
  void passesHelmsOwnLint() {
    var result = new Helm(Chart.FOLDER).lint().strict().call();
    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void carriesTheDefinitionByteForByte() throws IOException {
    String name = "imagesearchclusters.imagesearch.io.yaml";
    Path copy = Chart.FOLDER.resolve("files/crds").resolve(name);
    Path source = Path.of("..", "crds", name);
    if (Boolean.getBoolean("updateCrds")) {
      Files.writeString(copy, Files.readString(source));
    }
    assertThat(copy).as("made anew by -DupdateCrds=true").hasSameTextualContentAs(source);
    assertThat(Chart.render(Map.of()))
        .contains(Files.readString(source).split("---\n", 2)[1].strip());
    assertThat(Chart.render(Map.of("crds.install", "false")))
        .doesNotContain("CustomResourceDefinition");
  }

  @Test
  void refusesValuesThatItDoesNotKnow() {
    assertThatThrownBy(() -> Chart.render(Map.of("replica", "3"))).hasMessageContaining("replica");
    assertThatThrownBy(() -> Chart.render(Map.of("replicas", "0")))
        .hasMessageContaining("replicas");
  }

  @Test
  void readsEveryValueThatItHas() throws IOException {
    String templates;
    try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("templates"))) {
      templates = files.map(ChartTest::text).collect(Collectors.joining("\n"));
    }
    JsonNode values =
        Serialization.unmarshal(
            Files.readString(Chart.FOLDER.resolve("values.yaml")), JsonNode.class);
    List<String> unread = new ArrayList<>();
    collectUnread("", values, templates, unread);
    assertThat(unread).isEmpty();
  }

  @Test
  void describesEveryValue() throws IOException {
    List<String> lines = Files.readAllLines(Chart.FOLDER.resolve("values.yaml"));
    List<String> bare = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean group = line.endsWith(":");
      if (!line.isBlank() && !line.strip().startsWith("#") && !group) {
        if (i == 0 || !lines.get(i - 1).strip().startsWith("#")) {
          bare.add(line);
        }
      }
    }
    assertThat(bare).isEmpty();
  }

  private static void collectUnread(
      String path, JsonNode node, String templates, List<String> unread) {
    node.properties()
        .forEach(field -> {
          String name = path + "." + field.getKey();
          if (!templates.contains(".Values" + name)) {
            if (field.getValue().isObject() && !field.getValue().isEmpty()) {
              collectUnread(name, field.getValue(), templates, unread);
            } else {
              unread.add(name);
            }
          }
        });
  }

  private static String withoutDefinition(String manifest) {
    return Stream.of(manifest.split("(?m)^---$", -1))
        .filter(document -> !document.contains("CustomResourceDefinition"))
        .collect(Collectors.joining("---"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
