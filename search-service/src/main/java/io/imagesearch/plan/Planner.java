package io.imagesearch.plan;

import static io.imagesearch.plan.UnitCost.API_SEARCH_CORE_MS;
import static io.imagesearch.plan.UnitCost.API_UPLOAD_CORE_MS;
import static io.imagesearch.plan.UnitCost.EMBED_CORE_MS;
import static io.imagesearch.plan.UnitCost.EMBED_GPU_MS;
import static io.imagesearch.plan.UnitCost.INDEX_CORE_MS;
import static io.imagesearch.plan.UnitCost.PROXY_SEARCH_CORE_MS;
import static io.imagesearch.plan.UnitCost.PROXY_UPLOAD_CORE_MS;
import static io.imagesearch.plan.UnitCost.STORED_ROW_BYTES;
import static io.imagesearch.plan.UnitCost.UPLOAD_CORE_MS;

import java.util.List;
import java.util.Locale;

/** Works out how many pods of which size a demand needs. docs/planning.md has the formulas. */
public final class Planner {
  /** Of a processor at the busiest time: more, and queues grow faster than work gets done. */
  static final double UTILISATION = 0.6;

  private static final int LEAST = 2;

  private final Demand demand;
  private final UnitCosts costs;
  private final PodSizes sizes;
  private final Index index;

  private Planner(Demand demand, UnitCosts costs, PodSizes sizes) {
    this.demand = demand;
    this.costs = costs;
    this.sizes = sizes;
    this.index = new Index(demand, costs);
  }

  /**
   * The least cluster that bears the demand.
   *
   * @throws UnmeasuredException where a cost is needed that is not there
   */
  public static CapacityPlan plan(Demand demand, UnitCosts costs, PodSizes sizes) {
    return new Planner(demand, costs, sizes).plan();
  }

  private CapacityPlan plan() {
    return new CapacityPlan(
        demand,
        List.of(
            byRate("api", work(API_SEARCH_CORE_MS, API_UPLOAD_CORE_MS), 2, 2 * Bytes.GIB),
            embedders(),
            byRate("proxy", work(PROXY_SEARCH_CORE_MS, PROXY_UPLOAD_CORE_MS), 2, 2 * Bytes.GIB),
            queryNodes(),
            byRate(
                "dataNode",
                new Work(0, 0, demand.uploadsPerSecond(), costs.of(INDEX_CORE_MS)),
                4,
                8 * Bytes.GIB)),
        storageBytes(),
        index,
        costs.machine());
  }

  private TierPlan embedders() {
    double rate = demand.requestsPerSecond();
    if (!sizes.gpu()) {
      return byRate("embedder", work(EMBED_CORE_MS, EMBED_CORE_MS), sizes.cores(), 3 * Bytes.GIB);
    }
    double gpus = rate * costs.of(EMBED_GPU_MS) / 1000 / UTILISATION;
    return new TierPlan(
        "embedder",
        Math.max(LEAST, (int) Math.ceil(gpus)),
        sizes.cores(),
        8.0 * Bytes.GIB,
        1,
        String.format(
            Locale.ROOT,
            "%.1f/s × %.2f ms of a GPU / %.1f",
            rate,
            costs.of(EMBED_GPU_MS),
            UTILISATION));
  }

  private Work work(UnitCost search, UnitCost upload) {
    return new Work(
        demand.searchesPerSecond(), costs.of(search), demand.uploadsPerSecond(), costs.of(upload));
  }

  private static TierPlan byRate(String name, Work work, int cores, long memory) {
    int pods = Math.max(LEAST, (int) Math.ceil(work.cores() / cores));
    // Whole cores: what a pod has less than one of, it waits for.
    double each = Math.max(1, Math.ceil(work.cores() / pods));
    return new TierPlan(name, pods, each, memory, 0, work.sum());
  }

  private TierPlan queryNodes() {
    Work work =
        new Work(
            demand.searchesPerSecond(),
            index.searchMillis(),
            demand.uploadsPerSecond(),
            // Each copy takes in what is new.
            demand.copies() * costs.of(UPLOAD_CORE_MS));
    double cores = work.cores();
    double loadable = sizes.memoryBytes() - index.idleBytes();
    if (loadable <= 0) {
      throw new IllegalArgumentException(
          "a query node takes %s before anything is loaded: give nodes more memory"
              .formatted(Bytes.text(index.idleBytes())));
    }
    double byMemory = Math.ceil(index.memoryBytes() / loadable);
    double byCores = Math.ceil(cores / demand.copies() / sizes.cores());
    int nodes = Math.toIntExact((long) Math.max(1, Math.max(byMemory, byCores)));
    int pods = Math.multiplyExact(nodes, demand.copies());
    return new TierPlan(
        "queryNode",
        pods,
        Math.max(1, Math.ceil(cores / pods)),
        index.memoryBytes() / nodes + index.idleBytes(),
        0,
        "%s a copy; %s".formatted(Bytes.text(index.memoryBytes()), work.sum()));
  }

  private double storageBytes() {
    return demand.pictures() * (demand.pictureBytes() + costs.of(STORED_ROW_BYTES))
        + index.storedBytes();
  }
}
