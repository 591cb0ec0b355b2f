package io.imagesearch.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;

/** Answers a query by the graph, or by scoring all that match where that is as fast or needed. */
final class NearestSearch {
  /** A walk through the graph computes about this many distances per candidate. */
  private static final int DISTANCES_PER_CANDIDATE = 16;

  private final HnswParameters parameters;

  NearestSearch(HnswParameters parameters) {
    this.parameters = parameters;
  }

  List<Match> search(IndexSearcher searcher, NearestQuery query) throws IOException {
    Set<BytesRef> excluded =
        query.exclude().stream().map(ImageDocument::bytes).collect(Collectors.toSet());
    Rows rows = new Rows(searcher);
    List<Match> answer = new ArrayList<>();
    int passed = 0;
    for (Candidate candidate : rows.bestFirst(candidates(searcher, query))) {
      if (candidate.score() < query.minScore() || answer.size() == query.k()) {
        break;
      }
      if (!excluded.contains(candidate.id()) && passed++ >= query.offset()) {
        answer.add(new Match(rows.details(candidate.document()), candidate.score()));
      }
    }
    return answer;
  }

  private ScoreDoc[] candidates(IndexSearcher searcher, NearestQuery query) throws IOException {
    Query filter = ImageDocument.query(query.filter());
    int matching = searcher.count(filter);
    int results = Math.min(matching, query.offset() + query.k() + query.exclude().size());
    if (results == 0) {
      return new ScoreDoc[0];
    }
    float[] target = query.embedding().toArray();
    int wanted = parameters.candidates(results);
    if (matching > (long) wanted * DISTANCES_PER_CANDIDATE) {
      ScoreDoc[] found = approximate(searcher, target, filter, wanted);
      if (found.length >= results) {
        return found;
      }
      // A restrictive filter can cut the graph into parts that a walk doesn't cross.
    }
    return ExactSearch.search(searcher, target, filter, results);
  }

  private static ScoreDoc[] approximate(
      IndexSearcher searcher, float[] target, Query filter, int wanted) throws IOException {
    KnnFloatVectorQuery graph =
        filter instanceof MatchAllDocsQuery
            ? new KnnFloatVectorQuery(ImageDocument.VECTOR, target, wanted)
            : new KnnFloatVectorQuery(ImageDocument.VECTOR, target, wanted, filter);
    return searcher.search(graph, wanted).scoreDocs;
  }
}
