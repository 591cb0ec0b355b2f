package io.imagesearch.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A resource of a released version is one of this version, too. */
class CrdCompatibilityTest {
  private static final Path RELEASED = Path.of("src", "test", "crd-released");

  static Stream<Arguments> changes() {
    return Stream.of(
        change("v1alpha1.spec.paused is gone", schema -> spec(schema).remove("paused")),
        change(
            "v1alpha1.spec.embedder.replicas is of type string",
            schema -> field(schema, "embedder", "replicas").setType("string")),
        change(
            "v1alpha1.spec.embedder.replicas has a narrower maximum",
            schema -> field(schema, "embedder", "replicas").setMaximum(10.0)),
        change(
            "v1alpha1.spec.embedder.replicas has a narrower minimum",
            schema -> field(schema, "embedder", "replicas").setMinimum(1.0)),
        change(
            "v1alpha1.spec.milvus.version has another default",
            schema -> field(schema, "milvus", "version").setDefault(TextNode.valueOf("2.7.0"))),
        change(
            "v1alpha1.spec.storage.deletionPolicy allows fewer values",
            schema ->
                field(schema, "storage", "deletionPolicy")
                    .setEnum(List.of(TextNode.valueOf("Retain")))),
        change(
            "v1alpha1.spec.ingress.className is required",
            schema -> field(schema, "ingress").setRequired(List.of("host", "className"))),
        change(
            "v1alpha1.spec.network has a new rule: self.policies",
            schema -> field(schema, "network").setXKubernetesValidations(List.of(rule()))),
        change(
            "v1alpha1.spec.milvus.config keeps unknown fields no more",
            schema -> field(schema, "milvus", "config").setXKubernetesPreserveUnknownFields(null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void findsWhatBreaks(String broken, Consumer<JSONSchemaProps> change) throws IOException {
    CustomResourceDefinition changed = CrdFile.committed();
    change.accept(CrdFile.schema(changed));
    assertThat(CrdCompatibility.breaks(CrdFile.committed(), changed)).containsExactly(broken);
  }

  @Test
  void allowsWhatIsNew() throws IOException {
    CustomResourceDefinition older = CrdFile.committed();
    spec(CrdFile.schema(older)).remove("hibernated");
    field(CrdFile.schema(older), "embedder", "replicas").setMaximum(10.0);
    assertThat(CrdCompatibility.breaks(older, CrdFile.committed())).isEmpty();
  }

  /** One for each definition under {@code crd-released}; there is none before the first release. */
  @TestFactory
  Stream<DynamicTest> breaksNoRelease() throws IOException {
    try (Stream<Path> files = Files.isDirectory(RELEASED) ? Files.list(RELEASED) : Stream.empty()) {
      return files.toList().stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  file.getFileName().toString(),
                  () ->
                      assertThat(CrdCompatibility.breaks(CrdFile.read(file), CrdFile.committed()))
                          .isEmpty()));
    }
  }

  private static Arguments change(String broken, Consumer<JSONSchemaProps> change) {
    return Arguments.of(broken, change);
  }

  private static Map<String, JSONSchemaProps> spec(JSONSchemaProps schema) {
    return CrdShape.field(schema, "spec").getProperties();
  }

  private static JSONSchemaProps field(JSONSchemaProps schema, String... path) {
    return CrdShape.field(CrdShape.field(schema, "spec"), path);
  }

  private static ValidationRule rule() {
    ValidationRule rule = new ValidationRule();
    rule.setRule("self.policies");
    rule.setMessage("give policies");
    return rule;
  }
}
