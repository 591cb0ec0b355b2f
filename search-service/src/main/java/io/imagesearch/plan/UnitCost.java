package io.imagesearch.plan;

import java.util.Locale;

/** What one unit of work or of data takes. Each has to be measured: there is no default in code. */
enum UnitCost {
  /** Processor time of an embedder for one picture, from its bytes, in milliseconds. */
  EMBED_CORE_MS,
  /** Time of a GPU for one picture, in milliseconds. */
  EMBED_GPU_MS,
  /** Processor time of an API pod for one search, in milliseconds. */
  API_SEARCH_CORE_MS,
  /** Processor time of an API pod for one upload, with thumbnail and lease, in milliseconds. */
  API_UPLOAD_CORE_MS,
  /** Processor time of a Milvus proxy for one search, in milliseconds. */
  PROXY_SEARCH_CORE_MS,
  /** Processor time of a Milvus proxy for one upload, with its strong reads, in milliseconds. */
  PROXY_UPLOAD_CORE_MS,
  /** Processor time of the query nodes for one search, whatever there is to search, in ms. */
  SEARCH_CORE_MS,
  /** Processor time of a query node for one search of one sealed segment, in milliseconds. */
  SEGMENT_CORE_MS,
  /** Processor time of all query nodes of a copy for one upload, in milliseconds. */
  UPLOAD_CORE_MS,
  /** Processor time to write and index one embedding, in milliseconds. */
  INDEX_CORE_MS,
  /** Memory of a query node for one picture, beside its vector and its graph, in bytes. */
  ROW_BYTES,
  /** Memory of a query node that has nothing loaded, in bytes. */
  QUERY_NODE_BYTES,
  /** Bytes of an embedding in one segment. */
  SEGMENT_BYTES,
  /** Object storage for one picture beside original and vector: thumbnail, details, logs. */
  STORED_ROW_BYTES,
  /** Object storage for a byte of a vector: logs, index, and what was replaced of them lately. */
  STORED_VECTOR_FACTOR;

  /** As a file of unit costs has it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
