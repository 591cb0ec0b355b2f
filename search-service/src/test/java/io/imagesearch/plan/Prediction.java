package io.imagesearch.plan;

import io.imagesearch.index.MilvusFigures;
import java.util.List;
import java.util.Locale;

/** A figure that the planner gives beforehand, and what was measured then. */
record Prediction(String figure, String unit, double predicted, double measured) {
  private static final double MB = 1e6;

  /** Those of an index in a Milvus of one process, all pictures in one partition. */
  static List<Prediction> of(MilvusFigures figures, int dimension, UnitCosts costs) {
    Index index = new Index(new Demand(figures.vectors(), 1, dimension, 0, 0, 1), costs);
    // The process is proxy and query node in one.
    double searchMillis =
        costs.of(UnitCost.PROXY_SEARCH_CORE_MS) + index.searchMillis(index.segments(1));
    return List.of(
        new Prediction(
            "memory of the vectors",
            "MB",
            index.loadedBytes() / MB,
            (figures.memoryBytes() - figures.emptyBytes()) / MB),
        new Prediction("files", "MB", index.storedBytes() / MB, figures.fileBytes() / MB),
        new Prediction("processor time of a search", "ms", searchMillis, figures.searchMillis()),
        new Prediction(
            "processor time of a vector taken in",
            "ms",
            costs.of(UnitCost.INDEX_CORE_MS),
            figures.takingMillis()));
  }

  /** Share of what was measured that the planner said too much; below 0, too little. */
  double error() {
    return predicted / measured - 1;
  }

  /** A line of a table as docs/planning.md has it. */
  String line() {
    String number = unit.equals("MB") ? "%,.0f" : "%.2f";
    return String.format(
        Locale.ROOT,
        "| %s | " + number + " %s | " + number + " %s | %+.0f %% |",
        figure,
        predicted,
        unit,
        measured,
        unit,
        100 * error());
  }
}
