package io.imagesearch.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is pure, who may know which library, and how long a file may be. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.imagesearch.operator");

  /** What a cluster is made of follows from a value alone: no client, no clock, no framework. */
  @Test
  void whatIsWantedIsRenderedWithoutAClient() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..operator.api..",
            "..operator.cluster",
            "..operator.embedder",
            "..operator.etcd",
            "..operator.kafka",
            "..operator.milvus",
            "..operator.monitoring",
            "..operator.network",
            "..operator.objectstorage",
            "..operator.program",
            "..operator.scaling",
            "..operator.service",
            "..operator.stateful",
            "..operator.store",
            "..operator.upgrade",
            "..operator.validation")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javaoperatorsdk..", "java.time.Clock")
        .check(MAIN);
  }

  @Test
  void onlyPassesAndTheirNeighboursKnowTheFramework() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..operator.apply", "..operator.observe", "..operator.process", "..operator.reconcile")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javaoperatorsdk..")
        .check(MAIN);
  }

  @Test
  void onlyChecksSpeakToStores() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..operator.check")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "io.milvus..", "org.apache.kafka..")
        .check(MAIN);
  }

  @Test
  void filesAreShort() throws IOException {
    assertThat(longer(Path.of("src/main/java"), 300)).isEmpty();
    assertThat(longer(Path.of("src/test/java"), 400)).isEmpty();
  }

  private static List<String> longer(Path folder, int lines) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> count(file) > lines)
          .map(Path::toString)
          .toList();
    }
  }

  private static long count(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
