package io.imagesearch.index;

import io.imagesearch.MilvusServer;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.index.milvus.Indexes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A Milvus of one process that takes vectors in and is searched: what that costs it. */
public final class MilvusTrial implements AutoCloseable {
  static final int BATCH = 128;
  static final int WRITERS = 4;
  static final int K = 10;
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** Longer than compaction looks away. */
  private static final Duration REST = Duration.ofSeconds(20);

  private final MilvusServer server;
  private final VectorIndex index;
  private final double empty;
  private final Duration before;

  private MilvusTrial(MilvusServer server, VectorIndex index) throws IOException {
    this.server = server;
    this.index = index;
    this.empty = server.memory();
    this.before = server.processorTime();
  }

  static MilvusTrial start() throws IOException, InterruptedException {
    MilvusServer server = MilvusServer.start();
    try {
      return new MilvusTrial(server, Indexes.ready(server.uri(), "bench"));
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Of so many vectors of docs/benchmarks.md, each of its queries asked twice. */
  public static MilvusFigures figures(int vectors) throws Exception {
    Path folder = BenchVectors.folder();
    float[][] queries = BenchVectors.read(folder.resolve("queries.f32"));
    List<Embedding> images = BenchVectors.from(folder.resolve("base.f32")).extendedTo(vectors);
    try (MilvusTrial trial = start()) {
      RecallBench.upsert(trial.index, images, BATCH, WRITERS);
      Duration taken = trial.settle();
      List<Embedding> asked = Arrays.stream(queries).map(Embedding::of).toList();
      for (int pass = 0; pass < 2; pass++) {
        asked.forEach(query -> trial.index.nearest(NearestQuery.of(query, K)));
      }
      return trial.figures(vectors, 2 * queries.length, taken);
    }
  }

  VectorIndex index() {
    return index;
  }

  /** Waits until it has nothing to do; answers the processor time that it has taken until then. */
  Duration settle() throws InterruptedException {
    Indexes.settle(server.uri(), index);
    // Small segments are merged, indexed and loaded again for some time after all are indexed.
    Duration last = server.processorTime();
    Duration idle = Duration.ZERO;
    while (idle.compareTo(REST) < 0) {
      Thread.sleep(LOOK);
      Duration now = server.processorTime();
      boolean busy = now.minus(last).multipliedBy(10).compareTo(LOOK) > 0;
      idle = busy ? Duration.ZERO : idle.plus(LOOK);
      last = now;
    }
    return last;
  }

  /** After so many searches since it was at rest. */
  MilvusFigures figures(int vectors, int searches, Duration atRest) throws IOException {
    return new MilvusFigures(
        vectors,
        searches,
        empty,
        server.memory(),
        server.files(),
        atRest.minus(before),
        server.processorTime().minus(atRest));
  }

  @Override
  public void close() {
    index.close();
    server.close();
  }
}
