package io.imagesearch.evaluation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * Means over all queries, each from 0 to 1.
 *
 * @param precisionAt1 how many find one of their class first
 * @param recallAt by k: how many find at least one of their class among the first k, which is what
 *     metric learning calls Recall@k (Song et al.: Deep Metric Learning via Lifted Structured
 *     Feature Embedding, 2016)
 */
public record Figures(
    double precisionAt1,
    SequencedMap<Integer, Double> recallAt,
    double meanAveragePrecision,
    double meanAveragePrecisionAtR) {

  static Figures mean(Collection<? extends Quality> queries, Collection<Integer> ks) {
    SequencedMap<Integer, Double> recallAt = new LinkedHashMap<>();
    ks.forEach(k -> recallAt.put(k, mean(queries, query -> query.recallAt(k))));
    return new Figures(
        mean(queries, query -> query.recallAt(1)),
        recallAt,
        mean(queries, Quality::averagePrecision),
        mean(queries, Quality::averagePrecisionAtR));
  }

  private static double mean(
      Collection<? extends Quality> queries, ToDoubleFunction<Quality> figure) {
    return queries.stream().mapToDouble(figure).average().orElse(0);
  }
}
