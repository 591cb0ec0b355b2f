package io.imagesearch.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;

/** Scores every picture that matches; sequential reads make this the fast way for few of them. */
final class ExactSearch {
  private ExactSearch() {}

  /** The best, and all that score the same as the last of them. */
  static ScoreDoc[] search(IndexSearcher searcher, float[] target, Query filter, int results)
      throws IOException {
    Weight weight =
        searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1f);
    List<ScoreDoc> all = new ArrayList<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      score(leaf, weight.scorer(leaf), target, all);
    }
    if (all.size() <= results) {
      return all.toArray(ScoreDoc[]::new);
    }
    float last = scoreOfRank(all, results);
    return all.stream().filter(hit -> hit.score >= last).toArray(ScoreDoc[]::new);
  }

  private static void score(
      LeafReaderContext leaf, Scorer matching, float[] target, List<ScoreDoc> into)
      throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(ImageDocument.VECTOR);
    if (matching == null || vectors == null) {
      return;
    }
    VectorScorer scorer = vectors.scorer(target);
    if (scorer == null) {
      return;
    }
    VectorScorer.Bulk bulk = scorer.bulk(matching.iterator());
    DocAndFloatFeatureBuffer block = new DocAndFloatFeatureBuffer();
    do {
      bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, leaf.reader().getLiveDocs(), block);
      for (int i = 0; i < block.size; i++) {
        into.add(new ScoreDoc(leaf.docBase + block.docs[i], block.features[i]));
      }
    } while (block.size > 0);
  }

  private static float scoreOfRank(List<ScoreDoc> all, int rank) {
    float[] scores = new float[all.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = all.get(i).score;
    }
    Arrays.sort(scores);
    return scores[scores.length - rank];
  }
}
