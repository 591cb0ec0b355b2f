package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.ObjectStoreProcess.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two processes over one Milvus and one bucket move together, and one goes on for the other. */
@ExtendWith(SharedMilvus.class)
class SharedReindexIT {
  private static final int PICTURES = Integer.getInteger("reindex.pictures", 60);
  private static final double SEARCHES =
      Double.parseDouble(System.getProperty("reindex.searches", "4"));
  private static final double UPLOADS =
      Double.parseDouble(System.getProperty("reindex.uploads", "1"));
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

  /** Long enough to search for each picture in turn on a busy machine. */
  private static final Duration FOUND_WITHIN =
      Duration.ofMinutes(3).plus(Duration.ofMillis(200L * PICTURES));

  private static final int AT_ONCE = 8;

  @TempDir Path folder;

  @Test
  void switchesInBothProcesses(MilvusServer milvus) throws Exception {
    Path model = OtherModel.in(folder.resolve("model"));
    try (ObjectStoreProcess objects =
            ObjectStoreProcess.start(Kind.VERSITYGW, folder.resolve("objects"));
        ServiceProcess first = process("first", milvus, objects);
        ServiceProcess second = process("second", milvus, objects)) {
      Moves one = new Moves(first.client());
      Moves other = new Moves(second.client());
      String before = one.fingerprint();
      Map<Integer, String> pictures = new HashMap<>();
      IntStream.range(0, PICTURES)
          .boxed()
          .gather(
              Gatherers.mapConcurrent(
                  AT_ONCE,
                  i -> Map.entry(i, one.client().upload(i + ".png", Patterns.png(i)).json())))
          .forEach(each ->
              pictures.put(each.getKey(), each.getValue().at("/items/0/image/id").asString()));
      String job;
      try (SteadyLoad load =
          new SteadyLoad(List.of(one.client(), other.client()), 100_000, SEARCHES, UPLOADS)) {
        job = one.start(model);
        JsonNode end = other.awaitEnd(job);
        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("completed");
        long ended = System.nanoTime();
        await()
            .atMost(SEEN_WITHIN)
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> Stream.of(one, other).noneMatch(each -> each.fingerprint().equals(before)));
        System.out.printf(
            "both switched %d ms after the job's end was seen; %s%n",
            (System.nanoTime() - ended) / 1_000_000, end);
        load.stop();
        System.out.println(load.latencies());
        assertThat(load.failures()).isEmpty();
        pictures.putAll(load.uploaded());
      }
      await()
          .atMost(FOUND_WITHIN)
          .untilAsserted(() -> {
            assertThat(one.notFound(pictures)).isZero();
            assertThat(other.notFound(pictures)).isZero();
          });
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              other.client().get("/api/v1/health").json().at("/index/facts/serves").asBoolean());

      // The one that would do it is killed: the other one does.
      assertThat(one.post(job, "rollback").status()).isEqualTo(202);
      first.kill();
      JsonNode end = other.awaitEnd(job);
      assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("rolled-back");
      assertThat(other.fingerprint()).isEqualTo(before);
      await()
          .atMost(FOUND_WITHIN)
          .untilAsserted(() -> assertThat(other.notFound(pictures)).isZero());

      assertThat(other.post(job, "drop").status()).isEqualTo(202);
      assertThat(other.awaitEnd(job).path("state").asString()).isEqualTo("dropped");
      assertThat(other.notFound(pictures)).isZero();
    }
  }

  private ServiceProcess process(String name, MilvusServer milvus, ObjectStoreProcess objects) {
    return ServiceProcess.start(
        folder.resolve(name),
        folder.resolve(name + ".log"),
        Stream.concat(
                Stream.of(objects.settings("reindex")),
                Stream.of(
                    Moves.PATIENT,
                    "--image-search.index.kind=milvus",
                    "--image-search.index.milvus.alias=reindex",
                    // A collection that is loaded beside searches takes the processors of a small
                    // machine.
                    "--image-search.index.milvus.deadline=10s",
                    "--image-search.index.milvus.uri=" + milvus.uri()))
            .toArray(String[]::new));
  }
}
