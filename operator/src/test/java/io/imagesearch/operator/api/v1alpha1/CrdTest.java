package io.imagesearch.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The definition under {@code crds/} is what the Java types say. {@code -DupdateCrds=true} writes
 * it.
 */
class CrdTest {
  private static final String HEAD =
      "# Generated from io.imagesearch.operator.api by CrdTest. Do not edit.\n";

  @TempDir Path folder;

  @Test
  void committedDefinitionIsWhatTheTypesSay() throws IOException {
    String generated = HEAD + Serialization.asYaml(generate());
    if (Boolean.getBoolean("updateCrds")) {
      Files.createDirectories(CrdFile.COMMITTED.getParent());
      Files.writeString(CrdFile.COMMITTED, generated);
    }
    assertThat(CrdFile.COMMITTED).as("made anew by -DupdateCrds=true").hasContent(generated);
  }

  @Test
  void everyFieldIsDescribed() throws IOException {
    List<String> bare = new ArrayList<>();
    JSONSchemaProps schema =
        generate().getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    for (String part : List.of("spec", "status")) {
      collectUndescribed(part, CrdShape.field(schema, part), bare);
    }
    assertThat(bare).isEmpty();
  }

  private static void collectUndescribed(String path, JSONSchemaProps schema, List<String> bare) {
    Map<String, JSONSchemaProps> fields = schema.getProperties();
    if (fields == null) {
      return;
    }
    fields.forEach((name, field) -> {
      if (field.getDescription() == null && !path.endsWith("conditions[]")) {
        bare.add(path + "." + name);
      }
      collectUndescribed(path + "." + name, field, bare);
      if (field.getItems() != null && field.getItems().getSchema() != null) {
        collectUndescribed(path + "." + name + "[]", field.getItems().getSchema(), bare);
      }
    });
  }

  private CustomResourceDefinition generate() throws IOException {
    var written =
        new CRDGenerator()
            .customResourceClasses(ImageSearchCluster.class)
            .inOutputDir(folder.toFile())
            .detailedGenerate();
    var file = written.getCRDDetailsPerNameAndVersion().values().iterator().next();
    Path path = Path.of(Objects.requireNonNull(file.get("v1")).getFilePath());
    var definition =
        Serialization.unmarshal(Files.readString(path), CustomResourceDefinition.class);
    return CrdShape.complete(definition);
  }
}
