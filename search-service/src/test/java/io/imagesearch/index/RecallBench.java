package io.imagesearch.index;

import io.imagesearch.embedding.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints recall, speed and size of the embedded index; docs/benchmarks.md says how to run it. */
class RecallBench {
  private static final int COUNT = Integer.getInteger("bench.count", 50_000);
  private static final int BATCH = 32;
  private static final int DEEPEST = 100;
  private static final float ROUNDING = 1e-6f;

  @TempDir private Path folder;

  @Test
  void measures() throws Exception {
    Path vectors = BenchVectors.folder();
    float[][] queries = BenchVectors.read(vectors.resolve("queries.f32"));
    List<Embedding> images = BenchVectors.from(vectors.resolve("base.f32")).extendedTo(COUNT);
    float[][] truth = exact(images, queries);
    HnswParameters chosen =
        new HnswParameters(
            Integer.getInteger("bench.connections", HnswParameters.DEFAULT.maxConnections()),
            Integer.getInteger("bench.width", HnswParameters.DEFAULT.buildWidth()),
            HnswParameters.DEFAULT.minCandidates(),
            HnswParameters.DEFAULT.candidateMultiplier());
    print("%d vectors, %d queries, %s".formatted(images.size(), queries.length, chosen));
    print("vector instructions: %s".formatted(VectorInstructions.describe()));
    build(images, chosen);
    for (int candidates : new int[] {32, 64, 128, 256, 512}) {
      search(
          new HnswParameters(chosen.maxConnections(), chosen.buildWidth(), candidates, 1),
          queries,
          truth);
    }
    print("with the defaults:");
    search(chosen, queries, truth);
  }

  @Test
  void measuresConcurrentWriters() throws Exception {
    List<Embedding> images = Samples.clustered(3_200, 11);
    for (int batch : new int[] {1, BATCH}) {
      for (int round = 0; round < 3; round++) {
        Path place = Files.createTempDirectory(folder, "writers");
        try (VectorIndex index =
            new LuceneVectorIndex(place, Samples.DIMENSION, HnswParameters.DEFAULT)) {
          long start = System.nanoTime();
          upsert(index, images, batch, 16);
          double seconds = seconds(start);
          print(
              "16 writers, %d per call: %.0f upserts/s, %d segments"
                  .formatted(batch, images.size() / seconds, segments(place)));
        }
      }
    }
  }

  private void build(List<Embedding> images, HnswParameters parameters) throws Exception {
    try (VectorIndex index =
        new LuceneVectorIndex(folder.resolve("index"), Samples.DIMENSION, parameters)) {
      long start = System.nanoTime();
      upsert(index, images, BATCH, 4);
      double acknowledged = seconds(start);
      print("acknowledged after %.1f s, %d segments".formatted(acknowledged, segments()));
      long lastChange = System.nanoTime();
      List<Path> files = files();
      while (seconds(lastChange) < 20) {
        Thread.sleep(500);
        List<Path> now = files();
        if (!now.equals(files)) {
          files = now;
          lastChange = System.nanoTime();
        }
      }
      print("merges at rest after %.1f s".formatted(seconds(start) - seconds(lastChange)));
    }
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    print("%d segments, %.0f MB on disk".formatted(segments(), bytes / 1e6));
  }

  private void search(HnswParameters parameters, float[][] queries, float[][] truth)
      throws IOException {
    long before = usedHeap();
    try (VectorIndex index =
        new LuceneVectorIndex(folder.resolve("index"), Samples.DIMENSION, parameters)) {
      for (int k : new int[] {10, DEEPEST}) {
        List<Embedding> targets = Arrays.stream(queries).map(Embedding::of).toList();
        targets.forEach(target -> index.nearest(NearestQuery.of(target, k)));
        double[] millis = new double[targets.size()];
        long right = 0;
        for (int i = 0; i < millis.length; i++) {
          long start = System.nanoTime();
          List<Match> matches = index.nearest(NearestQuery.of(targets.get(i), k));
          millis[i] = seconds(start) * 1e3;
          float worst = truth[i][k - 1] - ROUNDING;
          right += matches.stream().filter(match -> match.score() >= worst).count();
        }
        Arrays.sort(millis);
        print(
            "candidates %d: recall@%d %.4f, p50 %.2f ms, p99 %.2f ms"
                .formatted(
                    parameters.candidates(k),
                    k,
                    right / (double) (k * millis.length),
                    millis[millis.length / 2],
                    millis[millis.length * 99 / 100]));
      }
      print("heap of the open index: %.1f MB".formatted((usedHeap() - before) / 1e6));
    }
  }

  static void upsert(VectorIndex index, List<Embedding> images, int batch, int writers)
      throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> calls = new ArrayList<>();
      for (int from = 0; from < images.size(); from += batch) {
        List<IndexedImage> rows = new ArrayList<>();
        for (int i = from; i < Math.min(images.size(), from + batch); i++) {
          rows.add(Samples.image("bench" + i, images.get(i)));
        }
        calls.add(pool.submit(() -> index.upsert(rows)));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
  }

  /** The best scores of every query, best first. */
  static float[][] exact(List<Embedding> images, float[][] queries) {
    List<float[]> arrays = images.stream().map(Embedding::toArray).toList();
    return Arrays.stream(queries)
        .map(query -> {
          float[] scores = new float[arrays.size()];
          for (int i = 0; i < scores.length; i++) {
            scores[i] = -VectorUtil.dotProduct(query, arrays.get(i));
          }
          Arrays.sort(scores);
          float[] best = Arrays.copyOf(scores, DEEPEST);
          for (int i = 0; i < best.length; i++) {
            best[i] = -best[i];
          }
          return best;
        })
        .toArray(float[][]::new);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("index"))) {
      return files.sorted().toList();
    }
  }

  private int segments() throws IOException {
    return segments(folder.resolve("index"));
  }

  private static int segments(Path place) throws IOException {
    try (FSDirectory directory = FSDirectory.open(place);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.leaves().size();
    }
  }

  static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
