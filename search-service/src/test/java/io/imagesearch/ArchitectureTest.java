package io.imagesearch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.imagesearch.access.Needs;
import io.imagesearch.access.NeedsNoKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMapping;

/** The arrows between packages, who may know which library, and how long a file may be. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.imagesearch");

  @Test
  void featuresDependOnlyAlongTheseArrows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("picture")
        .definedBy("..imagesearch.picture")
        .layer("model")
        .definedBy("..imagesearch.model")
        .layer("image")
        .definedBy("..imagesearch.image")
        .layer("embedding")
        .definedBy("..imagesearch.embedding")
        .layer("index")
        .definedBy("..imagesearch.index..")
        .layer("store")
        .definedBy("..imagesearch.store..")
        .layer("activity")
        .definedBy("..imagesearch.activity")
        .layer("problem")
        .definedBy("..imagesearch.problem")
        .layer("edge")
        .definedBy("..imagesearch.edge")
        .layer("request")
        .definedBy("..imagesearch.request")
        .layer("fetch")
        .definedBy("..imagesearch.fetch")
        .layer("library")
        .definedBy("..imagesearch.library")
        .layer("access")
        .definedBy("..imagesearch.access")
        .layer("search")
        .definedBy("..imagesearch.search")
        .layer("ingest")
        .definedBy("..imagesearch.ingest")
        .layer("reconcile")
        .definedBy("..imagesearch.reconcile")
        .layer("transfer")
        .definedBy("..imagesearch.transfer")
        .layer("generation")
        .definedBy("..imagesearch.generation")
        .layer("reindex")
        .definedBy("..imagesearch.reindex")
        .layer("health")
        .definedBy("..imagesearch.health")
        .layer("wire")
        .definedBy("..imagesearch.wire")
        .layer("serving")
        .definedBy("..imagesearch.serving")
        .layer("pods")
        .definedBy("..imagesearch.pods")
        .layer("role")
        .definedBy("..imagesearch.role")
        .layer("plan")
        .definedBy("..imagesearch.plan")
        .layer("evaluation")
        .definedBy("..imagesearch.evaluation")
        .layer("artifact")
        .definedBy("..imagesearch.artifact")
        .layer("cli")
        .definedBy("..imagesearch.cli")
        .layer("main")
        .definedBy("io.imagesearch")
        .whereLayer("picture")
        .mayOnlyBeAccessedByLayers(
            "model",
            "embedding",
            "fetch",
            "library",
            "search",
            "ingest",
            "problem",
            "serving",
            "transfer",
            "pods",
            "generation",
            "reindex",
            "main")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers(
            "embedding",
            "index",
            "generation",
            "reindex",
            "transfer",
            "health",
            "serving",
            "pods",
            "main")
        .whereLayer("embedding")
        .mayOnlyBeAccessedByLayers(
            "index",
            "generation",
            "library",
            "search",
            "ingest",
            "reindex",
            "transfer",
            "health",
            "problem",
            "wire",
            "serving",
            "pods",
            "evaluation",
            "main")
        .whereLayer("index")
        .mayOnlyBeAccessedByLayers(
            "generation",
            "library",
            "search",
            "reconcile",
            "reindex",
            "transfer",
            "health",
            "problem",
            "main")
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers(
            "generation",
            "library",
            "search",
            "reconcile",
            "reindex",
            "health",
            "access",
            "problem",
            "main")
        .whereLayer("generation")
        .mayOnlyBeAccessedByLayers("library", "search", "reindex", "transfer", "health")
        .whereLayer("access")
        .mayOnlyBeAccessedByLayers(
            "library",
            "search",
            "ingest",
            "reconcile",
            "reindex",
            "transfer",
            "activity",
            "health",
            "serving",
            "cli",
            "main")
        .whereLayer("wire")
        .mayOnlyBeAccessedByLayers("serving", "pods", "edge", "transfer", "evaluation", "main")
        .whereLayer("serving")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("pods")
        .mayOnlyBeAccessedByLayers("health")
        .whereLayer("edge")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("request")
        .mayOnlyBeAccessedByLayers(
            "embedding", "index", "edge", "library", "pods", "search", "problem", "main")
        .whereLayer("fetch")
        .mayOnlyBeAccessedByLayers("library", "search", "problem", "main")
        .whereLayer("library")
        .mayOnlyBeAccessedByLayers("search", "ingest", "reconcile", "reindex", "transfer", "main")
        .whereLayer("search")
        .mayOnlyBeAccessedByLayers("main")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers("health", "main")
        .whereLayer("reconcile")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("reindex")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("transfer")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("health")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("evaluation")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("artifact")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("main")
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .check(MAIN);
  }

  @Test
  void eachEndpointSaysWhatItNeeds() {
    methods()
        .that()
        .areMetaAnnotatedWith(RequestMapping.class)
        .and()
        .areNotDeclaredIn("io.imagesearch.problem.ContainerErrorController")
        .should()
        .beAnnotatedWith(Needs.class)
        .orShould()
        .beAnnotatedWith(NeedsNoKey.class)
        .check(MAIN);
  }

  @Test
  void eachLibraryIsKnownInOnePlace() {
    onlyIn("..imagesearch.index", "org.apache.lucene..");
    onlyIn("..imagesearch.index.milvus", "io.milvus..", "com.google.gson..");
    onlyIn("..imagesearch.embedding", "ai.djl..", "ai.onnxruntime..");
    onlyIn("..imagesearch.picture", "javax.imageio..", "com.twelvemonkeys..");
    noClasses()
        .that()
        .resideOutsideOfPackages("..imagesearch.picture", "..imagesearch.embedding")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.foreign..")
        .check(MAIN);
    onlyIn("..imagesearch.cli", "picocli..");
    onlyIn("..imagesearch.artifact", "org.apache.commons.compress..");
    noClasses()
        .that()
        .resideOutsideOfPackages("..imagesearch.store.s3", "..imagesearch.artifact")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages("..imagesearch.fetch", "..imagesearch.pods")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..")
        .check(MAIN);
  }

  @Test
  void noSourceFileIsOver300Lines() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<String> tooLong =
          files
              .filter(file -> file.toString().matches(".*\\.(java|js|css|html)"))
              .filter(file -> lines(file) > (file.startsWith("src/test") ? 400 : 300))
              .map(Path::toString)
              .toList();
      assertThat(tooLong).isEmpty();
    }
  }

  private static void onlyIn(String home, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .allowEmptyShould(true)
        .check(MAIN);
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
