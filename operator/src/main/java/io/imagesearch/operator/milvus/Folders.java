package io.imagesearch.operator.milvus;

/** Folders of a pod. */
final class Folders {
  /** Where the process looks for milvus.yaml, by {@code MILVUSCONF}. */
  static final String CONFIGURATION = "/etc/milvus";

  /** Holds nothing that must last: disk indexes, mapped segments, chunks. */
  static final String SCRATCH = "/var/lib/milvus";

  static final String DATA = SCRATCH + "/data";

  /** Holds the number of the process. */
  static final String RUN = "/run/milvus";

  private Folders() {}
}
