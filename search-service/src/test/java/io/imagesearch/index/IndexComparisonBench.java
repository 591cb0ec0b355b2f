package io.imagesearch.index;

import io.imagesearch.embedding.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast both indexes take and find the same vectors, at which recall and with how much
 * memory; docs/benchmarks.md says how to run it. One after the other, each with the machine alone.
 */
class IndexComparisonBench {
  private static final int COUNT = Integer.getInteger("bench.count", 200_000);
  private static final int K = MilvusTrial.K;
  private static final float ROUNDING = 1e-6f;

  @TempDir private Path folder;

  @Test
  void measures() throws Exception {
    Path vectors = BenchVectors.folder();
    float[][] queries = BenchVectors.read(vectors.resolve("queries.f32"));
    List<Embedding> images = BenchVectors.from(vectors.resolve("base.f32")).extendedTo(COUNT);
    float[][] truth = RecallBench.exact(images, queries);
    print("%d vectors, %d queries, k %d".formatted(images.size(), queries.length, K));
    lucene(images, queries, truth);
    milvus(images, queries, truth);
  }

  private void lucene(List<Embedding> images, float[][] queries, float[][] truth) throws Exception {
    long before = RecallBench.usedHeap();
    try (VectorIndex index =
        new LuceneVectorIndex(folder, Samples.DIMENSION, HnswParameters.DEFAULT)) {
      ingest("lucene", index, images);
      search("lucene", index, queries, truth);
      long heap = RecallBench.usedHeap() - before;
      print(
          "lucene: %.0f MB of heap beside %.0f MB of files, which the system caches"
              .formatted(heap / 1e6, size() / 1e6));
    }
  }

  private static void milvus(List<Embedding> images, float[][] queries, float[][] truth)
      throws Exception {
    try (MilvusTrial trial = MilvusTrial.start()) {
      ingest("milvus", trial.index(), images);
      long began = System.nanoTime();
      Duration taken = trial.settle();
      print("milvus: at rest after %.1f s more".formatted(seconds(began)));
      search("milvus", trial.index(), queries, truth);
      MilvusFigures figures = trial.figures(images.size(), 2 * queries.length, taken);
      print(
          "milvus: the server has %.0f MB, empty it had %.0f MB; %.0f MB of files"
              .formatted(
                  figures.memoryBytes() / 1e6,
                  figures.emptyBytes() / 1e6,
                  figures.fileBytes() / 1e6));
      print(
          "milvus: %.2f ms of processor time a vector taken, %.2f ms a search"
              .formatted(figures.takingMillis(), figures.searchMillis()));
    }
  }

  private static void ingest(String name, VectorIndex index, List<Embedding> images)
      throws Exception {
    long began = System.nanoTime();
    RecallBench.upsert(index, images, MilvusTrial.BATCH, MilvusTrial.WRITERS);
    double seconds = seconds(began);
    print(
        "%s: acknowledged in %.1f s, %.0f vectors/s, %d writers of %d at once"
            .formatted(
                name, seconds, images.size() / seconds, MilvusTrial.WRITERS, MilvusTrial.BATCH));
  }

  private static void search(String name, VectorIndex index, float[][] queries, float[][] truth) {
    List<Embedding> targets = Arrays.stream(queries).map(Embedding::of).toList();
    targets.forEach(target -> index.nearest(NearestQuery.of(target, K)));
    double[] millis = new double[targets.size()];
    long right = 0;
    for (int i = 0; i < millis.length; i++) {
      long began = System.nanoTime();
      List<Match> matches = index.nearest(NearestQuery.of(targets.get(i), K));
      millis[i] = seconds(began) * 1e3;
      float worst = truth[i][K - 1] - ROUNDING;
      right += matches.stream().filter(match -> match.score() >= worst).count();
    }
    Arrays.sort(millis);
    print(
        "%s: recall@%d %.4f, p50 %.2f ms, p99 %.2f ms, one caller"
            .formatted(
                name,
                K,
                right / (double) (K * millis.length),
                millis[millis.length / 2],
                millis[millis.length * 99 / 100]));
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
