package io.imagesearch.embedding;

/**
 * What embeds, and how it fares, for health.
 *
 * @param fingerprint of model and preprocessing: only embeddings with the same one compare
 * @param device {@code cpu} or {@code cuda:0}; of several embedders all, with commas
 * @param precision that the network computes in
 * @param engine name and version
 * @param queueDepth pictures that wait now
 * @param workersAlive none where no embedding can be made
 */
public record EmbedderStatus(
    String model,
    String version,
    String fingerprint,
    int dimension,
    String device,
    String precision,
    String engine,
    int queueDepth,
    int workersAlive) {

  /** Gives the status of this moment. */
  public interface Source {
    EmbedderStatus status();
  }
}
