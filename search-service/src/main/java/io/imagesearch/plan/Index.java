package io.imagesearch.plan;

import static io.imagesearch.plan.UnitCost.QUERY_NODE_BYTES;
import static io.imagesearch.plan.UnitCost.ROW_BYTES;
import static io.imagesearch.plan.UnitCost.SEARCH_CORE_MS;
import static io.imagesearch.plan.UnitCost.SEGMENT_BYTES;
import static io.imagesearch.plan.UnitCost.SEGMENT_CORE_MS;
import static io.imagesearch.plan.UnitCost.STORED_VECTOR_FACTOR;

/** What an index of that many pictures takes in query nodes. */
record Index(Demand demand, UnitCosts costs) {
  /** Links of a vector (HNSW's M) that the service makes collections with. */
  static final int MAX_CONNECTIONS = 16;

  /** That the service makes collections with; it spreads uploaders over them. */
  static final int PARTITIONS = 16;

  /** A segment that is compacted or indexed anew is loaded beside the one that it replaces. */
  static final double HAND_OVER = 1.15;

  /** Milvus loads no more where nine tenths of a node's memory are taken. */
  static final double LOADABLE = 0.9;

  /**
   * Bytes of a vector's links: 2 M on the lowest layer, M on each above it, on which one in M
   * remains (Malkov and Yashunin, 2016, section 4); four bytes each.
   */
  static double linkBytes() {
    return 4.0 * MAX_CONNECTIONS * (2 + 1.0 / (MAX_CONNECTIONS - 1));
  }

  double rowBytes() {
    return 4.0 * demand.dimension() + linkBytes() + costs.of(ROW_BYTES);
  }

  /** What is loaded of one copy, in all its nodes. */
  double loadedBytes() {
    return demand.pictures() * rowBytes();
  }

  /** Memory of all nodes of a copy, were there but one. */
  double memoryBytes() {
    return loadedBytes() * HAND_OVER / LOADABLE;
  }

  /** Memory that a node takes before anything is loaded. */
  double idleBytes() {
    return costs.of(QUERY_NODE_BYTES);
  }

  /** Sealed segments, each with a graph of its own, all of which a search goes through. */
  long segments() {
    return segments(PARTITIONS);
  }

  /** Of pictures whose uploaders are spread over so many: no segment has rows of two. */
  long segments(int partitions) {
    double rows = Math.max(1, Math.floor(costs.of(SEGMENT_BYTES) / (4.0 * demand.dimension())));
    double inPartition = (double) demand.pictures() / partitions;
    return partitions * (long) Math.ceil(inPartition / rows);
  }

  /** Processor time of one search, in milliseconds. */
  double searchMillis() {
    return searchMillis(segments());
  }

  double searchMillis(long segments) {
    return costs.of(SEARCH_CORE_MS) + segments * costs.of(SEGMENT_CORE_MS);
  }

  /** Logs and indexes of all vectors, as they are stored. */
  double storedBytes() {
    return demand.pictures() * 4.0 * demand.dimension() * costs.of(STORED_VECTOR_FACTOR);
  }
}
