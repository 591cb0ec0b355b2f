package io.imagesearch.operator.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imagesearch.operator.api.v1alpha1.Forms;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecRulesTest {
  private static final SpecRules RULES = new SpecRules(key -> key.startsWith("etcd."));

  /** What is not a number, not a list and not one of a few can't stand in the types at all. */
  private static final Set<String> UNREADABLE = Set.of("must be of type", "supported values");

  static Stream<CaseFile> refusedBySchema() {
    return CaseFile.invalid().filter(file -> !file.isTransition());
  }

  static Stream<CaseFile> transitions() {
    return CaseFile.invalid().filter(CaseFile::isTransition).filter(file -> SpecFacts.areOf(file));
  }

  static Stream<CaseFile> nonsense() {
    return CaseFile.nonsense();
  }

  static Stream<Path> examples() {
    return CaseFile.examples();
  }

  @ParameterizedTest
  @MethodSource("refusedBySchema")
  void refusesWhatTheSchemaRefuses(CaseFile file) {
    if (UNREADABLE.stream().anyMatch(file.expects()::contains)) {
      assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(file::cluster);
      return;
    }
    List<Violation> violations = RULES.check(file.cluster(), Facts.NONE);
    assertThat(violations).isNotEmpty();
    if (sentences().contains(file.expects())) {
      assertThat(violations).extracting(Violation::message).containsOnly(file.expects());
    }
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void refusesAChangeThatTheSchemaRefuses(CaseFile file) {
    Facts before = SpecFacts.of(CaseFile.cluster(file.resources().getFirst()));
    assertThat(RULES.check(file.cluster(), before))
        .extracting(Violation::message)
        .containsOnly(file.expects());
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void namesThePathOfNonsense(CaseFile file) {
    assertThat(RULES.check(file.cluster(), Facts.NONE))
        .singleElement()
        .asString()
        .startsWith(file.expects());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void acceptsEachExample(Path file) throws IOException {
    ImageSearchCluster cluster = CaseFile.cluster(Files.readString(file));
    assertThat(RULES.check(cluster, Facts.NONE)).isEmpty();
    assertThat(RULES.check(cluster, SpecFacts.of(cluster))).isEmpty();
  }

  @Test
  void refusesADowngradeBelowTheDataOfADeletedCluster() {
    ImageSearchCluster again = CaseFile.cluster(MILVUS_2_5);
    Facts kept = SpecFacts.of(CaseFile.cluster(MILVUS_2_5.replace("2.5.27", "2.6.16")));
    assertThat(RULES.check(again, kept))
        .contains(new Violation("spec.milvus.version", Sentences.MINOR_DOWNGRADE));
  }

  @Test
  void measuresAStepByTheOldestServer() {
    ImageSearchCluster wanted = CaseFile.cluster(MILVUS_2_5.replace("2.5.27", "2.6.16"));
    Facts stuck = SpecFacts.of(CaseFile.cluster(MILVUS_2_5.replace("2.5.27", "2.4.24")));
    assertThat(RULES.check(wanted, stuck))
        .containsExactly(new Violation("spec.milvus.version", Sentences.MINOR_SKIPPED));
  }

  @Test
  void aResourceWithoutAnythingHasANameAtLeast() {
    assertThat(RULES.check(new ImageSearchCluster(), Facts.NONE))
        .extracting(Violation::field)
        .containsExactly("metadata.name");
  }

  @Test
  void everyFormHasASentence() throws IllegalAccessException {
    for (Field form : Forms.class.getDeclaredFields()) {
      if (form.getType() == String.class) {
        form.setAccessible(true);
        assertThat(Forms.SENTENCES).as(form.getName()).containsKey((String) form.get(null));
      }
    }
  }

  /** Each sentence is in a file, so none is of a rule that can't be broken. */
  @Test
  void everySentenceIsShown() {
    Set<String> shown = new HashSet<>();
    CaseFile.invalid().forEach(file -> shown.add(file.expects()));
    Set<String> unseen = new HashSet<>(sentences());
    unseen.removeAll(shown);
    // Amounts keep their pattern, as they may be numbers, too.
    unseen.remove(Objects.requireNonNull(Forms.SENTENCES.get(Forms.AMOUNT)));
    assertThat(unseen).isEmpty();
  }

  private static Set<String> sentences() {
    Set<String> sentences = new HashSet<>(Map.copyOf(Forms.SENTENCES).values());
    Arrays.stream(Sentences.class.getFields())
        .forEach(field -> {
          try {
            sentences.add(String.valueOf(field.get(null)));
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        });
    return sentences;
  }

  private static final String MILVUS_2_5 =
      """
      apiVersion: imagesearch.io/v1alpha1
      kind: ImageSearchCluster
      metadata: {name: shop}
      spec:
        milvus:
          version: 2.5.27
          messageQueue: {type: kafka}
      """;
}
