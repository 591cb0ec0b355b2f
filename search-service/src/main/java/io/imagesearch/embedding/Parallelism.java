package io.imagesearch.embedding;

/**
 * How the passes through a network share the processors.
 *
 * @param passes that run side by side
 * @param threads that one pass computes with
 */
record Parallelism(int passes, int threads) {}
