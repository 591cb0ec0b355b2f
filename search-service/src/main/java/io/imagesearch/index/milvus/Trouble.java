package io.imagesearch.index.milvus;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Why Milvus can't be used. Each reason is news once until it can again: of two that alternate with
 * each request, and of those that name a request, a log would be full within an outage.
 */
final class Trouble {
  private static final int MANY = 20;

  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile String last = "Milvus has not been reached yet";

  /** The newest reason. */
  String last() {
    return last;
  }

  /** Notes a reason; whether it is worth a line. */
  boolean isNews(String reason) {
    last = reason;
    return told.size() < MANY && told.add(reason);
  }

  /** Milvus can be used. */
  void end() {
    told.clear();
  }
}
