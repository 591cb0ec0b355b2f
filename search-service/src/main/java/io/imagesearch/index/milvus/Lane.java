package io.imagesearch.index.milvus;

/** Calls that people wait for, and all others: neither takes the other's places. */
enum Lane {
  SEARCHES,
  WRITES
}
