package io.imagesearch.operator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A definition in a file. */
final class CrdFile {
  static final Path COMMITTED = Path.of("..", "crds", "imagesearchclusters.imagesearch.io.yaml");

  private CrdFile() {}

  static CustomResourceDefinition committed() throws IOException {
    return read(COMMITTED);
  }

  static CustomResourceDefinition read(Path file) throws IOException {
    return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
  }

  /** Of the newest version. */
  static JSONSchemaProps schema(CustomResourceDefinition definition) {
    return definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
  }
}
