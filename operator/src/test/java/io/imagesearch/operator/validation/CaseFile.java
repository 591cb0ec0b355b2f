package io.imagesearch.operator.validation;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resource that is refused, as its first line says; of two resources the second is refused when
 * it takes the place of the first.
 */
record CaseFile(String name, String expects, List<String> resources) {
  private static final String EXPECTS = "# expects: ";

  /** Those that the schema refuses. */
  static Stream<CaseFile> invalid() {
    return in("invalid");
  }

  /** Those that the schema lets pass and the operator refuses. */
  static Stream<CaseFile> nonsense() {
    return in("nonsense");
  }

  boolean isTransition() {
    return resources.size() == 2;
  }

  String last() {
    return resources.getLast();
  }

  /** The last resource, in the namespace {@code pictures}. */
  ImageSearchCluster cluster() {
    return cluster(last());
  }

  static ImageSearchCluster cluster(String yaml) {
    ImageSearchCluster cluster = Serialization.unmarshal(yaml, ImageSearchCluster.class);
    cluster.getMetadata().setNamespace("pictures");
    return cluster;
  }

  @Override
  public String toString() {
    return name;
  }

  /** The resources under examples/kubernetes; what else is there is for other programs. */
  static Stream<Path> examples() {
    try (Stream<Path> files = Files.walk(Path.of("..", "examples", "kubernetes"))) {
      return files
          .filter(file -> file.getFileName().toString().equals("cluster.yaml"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<CaseFile> in(String folder) {
    try (Stream<Path> files = Files.list(Path.of("src", "test", folder))) {
      return files.sorted().map(CaseFile::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CaseFile read(Path file) {
    try {
      String text = Files.readString(file);
      String first = text.lines().findFirst().orElseThrow();
      if (!first.startsWith(EXPECTS)) {
        throw new IllegalArgumentException(file + " does not begin with " + EXPECTS);
      }
      return new CaseFile(
          file.getFileName().toString(),
          first.substring(EXPECTS.length()),
          List.of(text.split("(?m)^---$")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
