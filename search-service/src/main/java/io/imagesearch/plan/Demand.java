package io.imagesearch.plan;

/**
 * What a cluster is planned for.
 *
 * @param pictures how many there will be
 * @param pictureBytes of an original, on average
 * @param dimension of an embedding
 * @param searchesPerSecond at the busiest time, each with a picture that has to be embedded
 * @param uploadsPerSecond at the busiest time
 * @param copies of the collection in memory
 */
public record Demand(
    long pictures,
    long pictureBytes,
    int dimension,
    double searchesPerSecond,
    double uploadsPerSecond,
    int copies) {
  public Demand {
    check(pictures >= 1, "give at least one picture");
    check(pictureBytes >= 1, "give a picture at least one byte");
    check(dimension >= 1 && dimension <= 32_768, "give from 1 to 32768 dimensions");
    check(searchesPerSecond >= 0 && uploadsPerSecond >= 0, "give rates of at least 0");
    check(copies >= 1 && copies <= 100, "give from 1 to 100 copies");
  }

  /** Both are embedded, and both come through the API. */
  double requestsPerSecond() {
    return searchesPerSecond + uploadsPerSecond;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
