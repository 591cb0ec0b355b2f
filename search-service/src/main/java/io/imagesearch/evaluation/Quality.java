package io.imagesearch.evaluation;

/** How good one query's ranking of all others is; R of them are of the query's class. */
sealed interface Quality permits Ranks, Chance {

  /** Whether one of its class is among the first k: 1 or 0, or how likely that is. */
  double recallAt(int k);

  /**
   * The mean over the R of the precision at the place of each (Manning, Raghavan, Schütze:
   * Introduction to Information Retrieval, 2008, section 8.4).
   */
  double averagePrecision();

  /**
   * The same where only the first R places count (Musgrave, Belongie, Lim: A Metric Learning
   * Reality Check, 2020).
   */
  double averagePrecisionAtR();
}
