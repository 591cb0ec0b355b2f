package io.imagesearch.plan;

/**
 * How large pods may become, before there are more of them.
 *
 * @param cores of an embedder's pod, and the most of a query node
 * @param memoryBytes the most of a query node
 * @param gpu whether embedders compute on one GPU each
 */
public record PodSizes(int cores, long memoryBytes, boolean gpu) {
  public PodSizes {
    if (cores < 1 || memoryBytes < Bytes.GIB) {
      throw new IllegalArgumentException("give a node at least one core and 1 GiB");
    }
  }
}
