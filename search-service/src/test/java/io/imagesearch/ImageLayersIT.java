package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * In which layer of an image the parts of the jar come: what is large changes least, and an upgrade
 * of the service carries none of it.
 */
class ImageLayersIT {
  private static final Path JAR = Path.of("target", "image-search.jar");

  @Test
  void nativesAndModelHaveLayersOfTheirOwn() throws Exception {
    TreeMap<String, List<String>> layers = new TreeMap<>();
    try (JarFile jar = new JarFile(JAR.toFile());
        InputStream index = jar.getInputStream(jar.getEntry("BOOT-INF/layers.idx"))) {
      List<String> layer = new ArrayList<>();
      for (String line :
          new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String name = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
        if (line.startsWith("- ")) {
          layer = layers.computeIfAbsent(name, _ -> new ArrayList<>());
        } else {
          layer.add(name.replaceFirst(".*/", "").replaceFirst("-[0-9].*", ""));
        }
      }
    }
    assertThat(layers)
        .containsOnlyKeys("application", "dependencies", "model", "natives")
        .containsEntry("model", List.of("models"));
    assertThat(layers.get("natives"))
        .containsExactlyInAnyOrder(
            "leptonica", "onnxruntime", "openvino", "pytorch-jni", "pytorch-native-cpu");
    assertThat(layers.get("dependencies")).contains("lucene-core", "milvus-sdk-java");
  }
}
