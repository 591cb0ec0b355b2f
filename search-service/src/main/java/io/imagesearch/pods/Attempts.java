package io.imagesearch.pods;

import io.imagesearch.embedding.EmbedderUnavailableException;
import io.imagesearch.embedding.EmbeddingException;
import io.imagesearch.embedding.QueueFullException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How one picture fared so far. Embedders that never took it cost it nothing; a second one that is
 * full, that fails or that dies ends it: a picture that kills embedders must not go round.
 */
final class Attempts {
  private static final int MOST = 2;

  private final Set<Pod> tried = new HashSet<>();
  private final List<Duration> full = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  Set<Pod> tried() {
    return Set.copyOf(tried);
  }

  void add(Pod pod, Reply reply) {
    tried.add(pod);
    switch (reply) {
      case Reply.Full(var retryAfter) -> full.add(retryAfter);
      case Reply.Failed(var why) -> failures.add(why);
      case Reply.Lost(var why) -> failures.add(why);
      default -> {}
    }
  }

  boolean mayGoOn() {
    return full.size() < MOST && failures.size() < MOST;
  }

  /** What the caller is told when there is nobody left to ask. */
  RuntimeException verdict() {
    if (!full.isEmpty()) {
      return new QueueFullException(
          "the embedders' queues are full", full.stream().min(Duration::compareTo).orElseThrow());
    }
    if (!failures.isEmpty()) {
      return new EmbeddingException("an embedder could not embed it: " + failures.getLast());
    }
    return new EmbedderUnavailableException("No embedder can be reached now.");
  }
}
