package io.imagesearch.embedding;

/** A loaded network; its passes may run side by side. */
interface Network extends AutoCloseable {

  /** For the calling thread. */
  ForwardPass openPass(int maxBatch);

  /** Length of every embedding. */
  int dimension();

  /** Name and version of what computes, such as {@code PyTorch 2.7.1}. */
  String engine();

  /** Where it computes, such as {@code cpu} or {@code cuda:0}. */
  String device();

  /** What it computes in, such as {@code float32}. */
  String precision();

  /** Not before the last pass is closed. */
  @Override
  void close();
}
