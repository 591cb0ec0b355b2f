package io.imagesearch.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/custom-resource.md} is what the definition says. {@code -DupdateDocs=true} writes it.
 */
class CrdReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "custom-resource.md");
  private static final String HEAD =
      """
      # The custom resource

      Made from `crds/imagesearchclusters.imagesearch.io.yaml` by `CrdReferenceTest`; do not edit.

      `kubectl explain isc.spec` prints the same. A field that is not here is refused by `kubectl apply`
      and dropped, with a warning, when it comes another way. What is left out has its default; the
      operator never writes into `spec`. Rules hold twice: Kubernetes refuses what breaks one, and of a
      resource that is older than a rule the operator says so in the condition `SpecValid`, and leaves
      what runs as it is. Only the operator sees into what is as in a Pod, in autoscaling/v2 or in
      milvus.yaml.

      The name has at most 40 lower-case letters, digits and `-` and begins with a letter, as names of
      Services are made of it. `kubectl scale isc/NAME --replicas=N` sets `spec.embedder.replicas`; it
      is refused where `spec.embedder.autoscaling` chooses.

      """;

  @Test
  void committedReferenceIsWhatTheDefinitionSays() throws IOException {
    String page = HEAD + CrdReference.of(CrdFile.schema(CrdFile.committed()));
    if (Boolean.getBoolean("updateDocs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("made anew by -DupdateDocs=true").hasContent(page);
  }
}
