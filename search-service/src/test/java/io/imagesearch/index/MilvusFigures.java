package io.imagesearch.index;

import java.time.Duration;

/**
 * What a Milvus of one process took for vectors, at rest.
 *
 * @param emptyBytes of memory that it had before
 * @param memoryBytes that it has with them
 * @param taking processor time for all of them, until it was at rest
 * @param searching processor time for all searches
 */
public record MilvusFigures(
    int vectors,
    int searches,
    double emptyBytes,
    double memoryBytes,
    double fileBytes,
    Duration taking,
    Duration searching) {

  public double takingMillis() {
    return taking.toNanos() / 1e6 / vectors;
  }

  public double searchMillis() {
    return searching.toNanos() / 1e6 / searches;
  }
}
