package io.imagesearch.index.milvus;

import io.imagesearch.image.ImageId;
import io.imagesearch.index.Match;
import io.imagesearch.index.NearestQuery;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp.SearchResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Searches: the server's answers in an order of ours, and pages cut from them. */
final class MilvusNearest {
  /** The most that the server answers. */
  private static final int MOST = 16_384;

  private static final Comparator<SearchResult> BEST_FIRST =
      Comparator.comparing(SearchResult::getScore)
          .reversed()
          .thenComparing(result -> String.valueOf(result.getId()));

  private final String collection;
  private final int width;

  /**
   * Of a collection.
   *
   * @param width the least number of neighbours a search explores
   */
  MilvusNearest(String collection, int width) {
    this.collection = collection;
    this.width = width;
  }

  List<Match> search(MilvusClientV2 client, NearestQuery query, ConsistencyLevel level) {
    int needed = query.offset() + query.k() + query.exclude().size();
    // A power of two, so that the pages of one answer are cut from the same candidates.
    int limit = Math.min(MOST, Integer.highestOneBit(Math.max(8, needed)) << 1);
    List<SearchResult> found = ask(client, query, level, limit);
    while (cutsEquals(found, limit, needed)) {
      limit = Math.min(MOST, 2 * limit);
      found = ask(client, query, level, limit);
    }
    return found.stream()
        .sorted(BEST_FIRST)
        .takeWhile(result -> cosine(result) >= query.minScore())
        .filter(result -> !query.exclude().contains(new ImageId(String.valueOf(result.getId()))))
        .skip(query.offset())
        .limit(query.k())
        .map(result -> new Match(MilvusRow.details(result.getEntity()), cosine(result)))
        .toList();
  }

  /** Whether pictures as near as the last that is needed may have been left out. */
  private static boolean cutsEquals(List<SearchResult> found, int limit, int needed) {
    return limit < MOST
        && found.size() == limit
        && found.get(needed - 1).getScore().equals(found.getLast().getScore());
  }

  private List<SearchResult> ask(
      MilvusClientV2 client, NearestQuery query, ConsistencyLevel level, int limit) {
    return client
        .search(
            SearchReq.builder()
                .collectionName(collection)
                .annsField(MilvusRow.EMBEDDING)
                .data(List.of(new FloatVec(query.embedding().toArray())))
                .filter(MilvusFilter.of(query.filter()))
                .limit(limit)
                .searchParams(Map.of("ef", Math.max(width, limit)))
                .outputFields(MilvusRow.DETAILS)
                .consistencyLevel(level)
                .build())
        .getSearchResults()
        .getFirst();
  }

  private static float cosine(SearchResult result) {
    return Math.clamp(result.getScore(), -1f, 1f);
  }
}
