package io.imagesearch.index;

import java.util.Comparator;
import org.apache.lucene.util.BytesRef;

/** A document that may be part of an answer, with its cosine. */
record Candidate(int document, BytesRef id, float score) {
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::score).reversed().thenComparing(Candidate::id);

  /** Undoes Lucene's scaling to 0…1; rounding must not make a cosine above 1. */
  static float cosine(float luceneScore) {
    return Math.clamp(2 * luceneScore - 1, -1f, 1f);
  }
}
