package io.imagesearch.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallTest {
  private static final int K = 10;

  @TempDir private static Path folder;

  private static final List<IndexedImage> IMAGES = new ArrayList<>();

  /** Few candidates, so that the graph answers and not the exact search of small sets. */
  private static final HnswParameters GRAPH = new HnswParameters(16, 100, 64, 2);

  @BeforeAll
  static void fill() {
    List<Embedding> embeddings = Samples.clustered(3_000, 1);
    for (int i = 0; i < embeddings.size(); i++) {
      IMAGES.add(
          Samples.image("r" + i, embeddings.get(i), Uploader.DEFAULT, Map.of("half", i % 2 == 0)));
    }
    try (VectorIndex index = new LuceneVectorIndex(folder, Samples.DIMENSION, GRAPH)) {
      index.upsert(IMAGES);
    }
  }

  @Test
  void findsTheNearestOfAll() {
    assertThat(recall(ImageFilter.ALL)).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void findsTheNearestOfThoseThatAFilterLeaves() {
    ImageFilter half = new ImageFilter(Optional.empty(), new Attributes(Map.of("half", true)));

    assertThat(recall(half)).isGreaterThanOrEqualTo(0.99);
  }

  private static double recall(ImageFilter filter) {
    List<Embedding> queries = Samples.clustered(100, 2);
    int right = 0;
    try (VectorIndex index = new LuceneVectorIndex(folder, Samples.DIMENSION, GRAPH)) {
      for (Embedding query : queries) {
        List<ImageId> exact = exact(query, filter);
        NearestQuery nearest =
            new NearestQuery(query, K, 0, -1f, filter, Set.of(), Consistency.BOUNDED);
        for (Match match : index.nearest(nearest)) {
          right += exact.contains(match.details().id()) ? 1 : 0;
        }
      }
    }
    return right / (double) (K * queries.size());
  }

  private static List<ImageId> exact(Embedding query, ImageFilter filter) {
    Map<String, Object> wanted = filter.attributes().values();
    return IMAGES.stream()
        .filter(image ->
            image.details().attributes().values().entrySet().containsAll(wanted.entrySet()))
        .map(image -> new Scored(image.details().id(), query.cosine(image.embedding())))
        .sorted(Comparator.comparing(Scored::score).reversed())
        .limit(K)
        .map(Scored::id)
        .toList();
  }

  private record Scored(ImageId id, float score) {}
}
