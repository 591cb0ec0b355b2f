package io.imagesearch.index;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the embedded index trades time and memory for recall; docs/benchmarks.md has what the
 * defaults were chosen by. The first two take effect on what is written from then on.
 *
 * @param maxConnections links of a vector in the graph ("M")
 * @param buildWidth neighbours considered for each vector added ("efConstruction")
 * @param minCandidates the least number of neighbours a search explores ("efSearch")
 * @param candidateMultiplier neighbours explored per result asked for
 */
public record HnswParameters(
    @DefaultValue("16") int maxConnections,
    @DefaultValue("100") int buildWidth,
    @DefaultValue("128") int minCandidates,
    @DefaultValue("2") double candidateMultiplier) {
  public static final HnswParameters DEFAULT = new HnswParameters(16, 100, 128, 2);

  public HnswParameters {
    if (maxConnections < 2 || maxConnections > 512 || buildWidth < 1 || buildWidth > 3200) {
      throw new IllegalArgumentException(
          "max-connections is 2 to 512 and build-width is 1 to 3200");
    }
    if (minCandidates < 1 || !(candidateMultiplier >= 1) || candidateMultiplier > 100) {
      throw new IllegalArgumentException(
          "min-candidates is at least 1 and candidate-multiplier is 1 to 100");
    }
  }

  /**
   * How many neighbours to explore for this many results. A power of two, so that the pages of one
   * answer are cut from the same candidates.
   */
  int candidates(int results) {
    int wanted = Math.max(minCandidates, (int) Math.ceil(results * candidateMultiplier));
    return wanted < 2 ? 1 : Integer.highestOneBit(wanted - 1) << 1;
  }
}
