package io.imagesearch.index;

import io.imagesearch.embedding.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A search of the embedded index with clustered vectors. */
@State(Scope.Benchmark)
public class SearchBenchmark {
  private static final int BATCH = 100;

  @Param({"10", "100"})
  public int k;

  @Param("5000")
  public int pictures;

  private final List<Embedding> vectors = new ArrayList<>();
  private Path folder = Path.of("");
  @SuppressWarnings("NullAway.Init") // by build
  private VectorIndex index;

  private int next;

  @Setup
  public void build() throws IOException {
    folder = Files.createTempDirectory("search-benchmark");
    vectors.addAll(Samples.clustered(pictures, 11));
    index = new LuceneVectorIndex(folder, Samples.DIMENSION, HnswParameters.DEFAULT);
    for (int from = 0; from < pictures; from += BATCH) {
      List<IndexedImage> rows = new ArrayList<>();
      for (int i = from; i < Math.min(pictures, from + BATCH); i++) {
        rows.add(Samples.image("bench" + i, vectors.get(i)));
      }
      index.upsert(rows);
    }
  }

  @TearDown
  public void remove() throws IOException {
    index.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }
  }

  @Benchmark
  public List<Match> search() {
    return index.nearest(NearestQuery.of(vectors.get(next++ % pictures), k));
  }
}
