package io.imagesearch.embedding;

/** A loaded network; its passes may run side by side. */
interface Network extends AutoCloseable {

  /** For the calling thread. */
  ForwardPass openPass(int maxBatch);

  /** Length of every embedding. */
  int dimension();

  /** Name and version of what computes, such as {@code PyTorch 2.7.1}. */
  String engine();

  /** Not before the last pass is closed. */
  @Override
  void close();
}
