package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddingTest {
  private static final Embedding EAST = Embedding.of(1, 0, 0);
  private static final Embedding NORTH = Embedding.of(0, 1, 0);

  @Test
  void hasLengthOneWhateverItWasMadeOf() {
    assertThat(Embedding.of(3, 0, 4).toArray()).containsExactly(0.6f, 0f, 0.8f);
    assertThat(Embedding.of(1e-4f, 0)).isEqualTo(Embedding.of(7, 0));
    assertThat(Embedding.of(Float.MAX_VALUE, Float.MAX_VALUE).toArray())
        .containsExactly(new float[] {0.7071f, 0.7071f}, within(1e-4f));
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatHasNoDirection(float[] values) {
    assertThatIllegalArgumentException().isThrownBy(() -> Embedding.of(values));
  }

  static Stream<float[]> refusesWhatHasNoDirection() {
    return Stream.of(
        new float[] {},
        new float[] {0, 0},
        new float[] {1, Float.NaN},
        new float[] {1, Float.POSITIVE_INFINITY});
  }

  @Test
  void measuresTheCosine() {
    assertThat(EAST.cosine(EAST)).isEqualTo(1);
    assertThat(EAST.cosine(NORTH)).isZero();
    assertThat(EAST.cosine(Embedding.of(-5, 0, 0))).isEqualTo(-1);
    assertThat(EAST.cosine(Embedding.of(1, 1, 0))).isCloseTo(0.70711f, within(1e-5f));
  }

  @Test
  void keepsItsValuesToItself() {
    float[] given = {1, 0};
    Embedding embedding = Embedding.of(given);
    given[0] = 5;
    embedding.toArray()[0] = 5;

    assertThat(embedding.toArray()).containsExactly(1, 0);
  }

  @Test
  void pointsTowardsOneExampleUnchanged() {
    assertThat(Embedding.towards(List.of(EAST), List.of())).isSameAs(EAST);
  }

  @Test
  void pointsBetweenSeveralExamples() {
    Embedding between = Embedding.towards(List.of(EAST, NORTH), List.of());

    assertThat(between.cosine(EAST)).isCloseTo(between.cosine(NORTH), within(1e-6f));
    assertThat(between.cosine(EAST)).isPositive();
  }

  @Test
  void pointsAwayFromNegativeExamples() {
    Embedding liked = Embedding.of(1, 1, 0);
    Embedding refined = Embedding.towards(List.of(liked), List.of(NORTH));

    assertThat(refined.cosine(NORTH)).isLessThan(liked.cosine(NORTH));
    assertThat(refined.cosine(EAST)).isGreaterThan(liked.cosine(EAST));
    assertThat(refined.cosine(liked)).isPositive();
  }

  @Test
  void needsAPositiveExample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Embedding.towards(List.of(), List.of(EAST)));
  }

  @Test
  void refusesExamplesThatCancelOut() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Embedding.towards(List.of(EAST, Embedding.of(-1, 0, 0)), List.of()));
  }
}
