package io.imagesearch.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A cluster that bears a demand.
 *
 * @param tiers whose size depends on it; of the others there are the least that may fail one by one
 * @param storageBytes of originals, thumbnails, embeddings and indexes
 * @param machine where the unit costs were measured
 */
public record CapacityPlan(
    Demand demand, List<TierPlan> tiers, double storageBytes, Index index, String machine) {
  /** More than a single pod should keep, or give back after a fault. */
  static final double ONE_VOLUME = 16_384.0 * Bytes.GIB;

  private static final int MANY_SEGMENTS = 500;

  public CapacityPlan {
    tiers = List.copyOf(tiers);
  }

  TierPlan tier(String name) {
    return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst().orElseThrow();
  }

  boolean needsStorageElsewhere() {
    return storageBytes > ONE_VOLUME;
  }

  /** What whoever applies it should know, a sentence each. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (needsStorageElsewhere()) {
      remarks.add(
          "%s are more than one volume should hold: fill in a bucket of an object storage."
              .formatted(Bytes.text(storageBytes)));
    }
    if (index.segments() > MANY_SEGMENTS) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "Each search goes through %,d segments, %.0f ms of processor time: see \"Where the"
                  + " design ends\" in docs/planning.md.",
              index.segments(),
              index.searchMillis()));
    }
    if (demand.copies() == 1) {
      remarks.add("With one copy in memory, searches fail while a query node is replaced.");
    }
    return remarks;
  }

  /** The plan as lines of a table. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(line("tier", "pods", "cores", "memory", "GPUs", "because"));
    for (TierPlan tier : tiers) {
      lines.add(
          line(
              tier.name(),
              Integer.toString(tier.pods()),
              "%.0f".formatted(tier.cores()),
              Bytes.quantity(tier.memoryBytes()),
              tier.gpus() == 0 ? "–" : Integer.toString(tier.gpus()),
              tier.because()));
    }
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "in all      %,.0f cores, %s of memory, %,d GPUs, %s of object storage",
            tiers.stream().mapToDouble(tier -> tier.pods() * tier.cores()).sum(),
            Bytes.text(tiers.stream().mapToDouble(tier -> tier.pods() * tier.memoryBytes()).sum()),
            tiers.stream().mapToInt(tier -> tier.pods() * tier.gpus()).sum(),
            Bytes.text(storageBytes)));
    return lines;
  }

  private static String line(
      String tier, String pods, String cores, String memory, String gpus, String because) {
    return "%-10s %6s %6s %7s %5s  %s".formatted(tier, pods, cores, memory, gpus, because);
  }
}
