package io.imagesearch.operator.chart;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The chart, as Helm renders it. */
public final class Chart {
  public static final Path FOLDER = Path.of("..", "charts", "image-search");

  private Chart() {}

  /** The manifest of a release {@code search} in the namespace {@code operators}. */
  public static String render(Path values) {
    return new Helm(FOLDER)
        .template()
        .withName("search")
        .withNamespace("operators")
        .withKubeVersion("1.34.0")
        .withValuesFile(values)
        .call();
  }

  /** The manifest with single values. */
  public static String render(Map<String, Object> values) {
    return render("operators", values);
  }

  /** The same, for a release in this namespace. */
  public static String render(String namespace, Map<String, Object> values) {
    var command =
        new Helm(FOLDER)
            .template()
            .withName("search")
            .withNamespace(namespace)
            .withKubeVersion("1.34.0");
    values.forEach(command::set);
    return command.call();
  }

  /** A manifest as objects. */
  public static List<HasMetadata> objects(String manifest) {
    return List.of(manifest.split("\n---\n", -1)).stream()
        .filter(document -> document.contains("kind:"))
        .map(document -> Serialization.unmarshal(document, HasMetadata.class))
        .toList();
  }
}
