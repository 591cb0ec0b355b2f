package io.imagesearch.evaluation;

import java.util.Comparator;
import java.util.List;

/**
 * How well the pictures of one class are told from all others.
 *
 * @param queries those of them that another one of the class is there for
 */
public record ClassFigures(
    String label, int queries, double precisionAt1, double meanAveragePrecision) {

  static final Comparator<ClassFigures> WORST_FIRST =
      Comparator.comparingDouble(ClassFigures::meanAveragePrecision)
          .thenComparing(ClassFigures::label);

  static ClassFigures of(String label, List<Answer> answers) {
    Figures figures = Figures.mean(answers.stream().map(Answer::ranks).toList(), List.of());
    return new ClassFigures(
        label, answers.size(), figures.precisionAt1(), figures.meanAveragePrecision());
  }
}
