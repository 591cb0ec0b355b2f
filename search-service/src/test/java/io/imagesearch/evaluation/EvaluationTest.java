package io.imagesearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.imagesearch.embedding.Embedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Embeddings are directions in a plane here: the smaller the angle between, the more alike. */
class EvaluationTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /**
   * a/1 finds a/2, a/2 finds a/1, b/2 finds b/1; but b/1 finds a/2, a/1 and only then b/2. The one
   * of c can find nothing right, and stands in the way of others.
   */
  private static final List<LabelledPicture> PLANE =
      List.of(at(0, "a/1"), at(10, "a/2"), at(25, "b/1"), at(90, "b/2"), at(180, "c/1"));

  @Test
  void isTheMeanOverWhatEachFinds() {
    Evaluation plane = evaluate(PLANE, List.of(1, 2, 3));
    assertThat(plane.pictures()).isEqualTo(5);
    assertThat(plane.classes()).isEqualTo(3);
    assertThat(plane.queries()).isEqualTo(4);
    assertThat(plane.unasked()).containsExactly("c");
    assertThat(plane.found().precisionAt1()).isEqualTo(3 / 4.0, EXACT);
    assertThat(plane.found().recallAt().toString()).isEqualTo("{1=0.75, 2=0.75, 3=1.0}");
    assertThat(plane.found().meanAveragePrecision()).isEqualTo((3 + 1 / 3.0) / 4, EXACT);
    assertThat(plane.found().meanAveragePrecisionAtR()).isEqualTo(3 / 4.0, EXACT);
  }

  @Test
  void tellsWhatChanceWouldFind() {
    Figures byChance = evaluate(PLANE, List.of(2)).byChance();
    assertThat(byChance.precisionAt1()).isEqualTo(1 / 4.0, EXACT);
    assertThat(byChance.recallAt().get(2)).isEqualTo(1 / 2.0, EXACT);
    double harmonic = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
    assertThat(byChance.meanAveragePrecision()).isEqualTo(harmonic / 4, EXACT);
  }

  @Test
  void namesTheWorstClassAndWhatItIsTakenFor() {
    Evaluation plane = evaluate(PLANE, List.of(1));
    assertThat(plane.perClass()).extracting(ClassFigures::label).containsExactly("b", "a");
    assertThat(plane.perClass().getFirst().precisionAt1()).isEqualTo(1 / 2.0, EXACT);
    assertThat(plane.perClass().getFirst().meanAveragePrecision())
        .isEqualTo((1 + 1 / 3.0) / 2, EXACT);
    assertThat(plane.confusions()).containsExactly(new Confusion("b", "a", 1, 2, "b/1", "a/2"));
  }

  @Test
  void showsOfAConfusionTheOneThatIsSurest() {
    List<LabelledPicture> pictures =
        List.of(at(0, "a/1"), at(40, "a/2"), at(6, "b/1"), at(43, "b/2"), at(90, "b/3"));
    assertThat(evaluate(pictures, List.of(1)).confusions())
        .containsExactly(
            new Confusion("a", "b", 2, 2, "a/2", "b/2"),
            new Confusion("b", "a", 2, 3, "b/2", "a/2"));
  }

  @Test
  void findsNoCopyOfTheQuery() {
    LabelledPicture copy = new LabelledPicture("a/copy", "a", "a/1", at(0, "").embedding());
    Evaluation copied =
        evaluate(List.of(at(0, "a/1"), copy, at(80, "a/2"), at(20, "b/1")), List.of(1));
    assertThat(copied.copies()).isEqualTo(1);
    assertThat(copied.queries()).isEqualTo(3);
    assertThat(copied.found().precisionAt1()).isZero();
    assertThat(evaluate(List.of(at(0, "a/1"), copy, at(9, "b/1")), List.of(1)).unasked())
        .containsExactly("a", "b");
  }

  @Test
  void rewardsNobodyForTellingNothingApart() {
    List<LabelledPicture> same = List.of(at(0, "a/1"), at(0, "a/2"), at(0, "b/1"), at(0, "b/2"));
    Evaluation evaluation = evaluate(same, List.of(2, 3));
    assertThat(evaluation.found().precisionAt1()).isZero();
    assertThat(evaluation.found().recallAt().toString()).isEqualTo("{2=0.0, 3=1.0}");
    assertThat(evaluation.found().meanAveragePrecision()).isEqualTo(1 / 3.0, EXACT);
    assertThat(evaluation.confusions())
        .extracting(Confusion::label, Confusion::foundLabel, Confusion::times)
        .containsExactly(tuple("a", "b", 2), tuple("b", "a", 2));
  }

  @Test
  void hasNoQueriesWhereNothingCanBeFound() {
    Evaluation alone = evaluate(List.of(at(0, "a/1"), at(5, "b/1")), List.of(1));
    assertThat(alone.queries()).isZero();
    assertThat(alone.found().precisionAt1()).isZero();
    assertThat(evaluate(List.of(), List.of(1)).queries()).isZero();
  }

  @Test
  void takesLittleEndianVectorsOfLengthOne() {
    byte[] unit = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0};
    assertThat(LabelledPicture.of("a/1", "a", "1", unit).embedding()).isEqualTo(Embedding.of(1, 0));
    byte[] half = {0, 0, 0, 0x3f, 0, 0, 0, 0};
    for (byte[] none : List.of(new byte[0], new byte[] {0, 0, (byte) 0x80, 0x3f, 0}, half)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LabelledPicture.of("a/1", "a", "1", none));
    }
  }

  private static Evaluation evaluate(List<LabelledPicture> pictures, List<Integer> ks) {
    List<LabelledPicture> compared = Collections.synchronizedList(new ArrayList<>());
    Evaluation evaluation = Evaluation.of(pictures, ks, compared::add);
    assertThat(compared).containsExactlyInAnyOrderElementsOf(pictures);
    return evaluation;
  }

  private static LabelledPicture at(double degrees, String name) {
    double angle = Math.toRadians(degrees);
    return new LabelledPicture(
        name,
        name.replaceFirst("/.*", ""),
        name,
        Embedding.of((float) Math.cos(angle), (float) Math.sin(angle)));
  }
}
