package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import io.imagesearch.index.milvus.Indexes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/**
 * Milvus stops, dies and comes back, and the net between is bad: nobody waits, nothing is lost. How
 * long it is away is the system property {@code outage}, in seconds.
 */
@ExtendWith(OutputCaptureExtension.class)
class MilvusOutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage", 8));

  /**
   * A Milvus of one process that was stopped for longer than its lease goes on without its
   * collection until it is started anew; docs/milvus.md tells of it.
   */
  private static final Duration LEASE = Duration.ofSeconds(20);

  /** The promise is five seconds; the rest is for a machine that has more to do. */
  private static final Duration NORMAL_AGAIN = Duration.ofMinutes(1);

  @TempDir private Path data;
  private MilvusServer milvus;
  private FaultyProxy proxy;
  private RunningService service;
  private Client client;
  private String collection;

  @BeforeEach
  void start() {
    milvus = MilvusServer.start();
    proxy = FaultyProxy.before(milvus.port());
    service =
        RunningService.start(
            data,
            "--image-search.index.kind=milvus",
            "--image-search.index.milvus.uri=http://127.0.0.1:" + proxy.port());
    client = service.client();
    awaitReady();
    collection = client.get("/health").json().at("/index/facts/collection").asString();
    // The first search of a process loads classes.
    assertThat(client.upload("first.png", Drawings.png(1)).status()).isEqualTo(201);
    assertThat(client.search(Drawings.png(1), 1).status()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (milvus != null) {
      milvus.close();
    }
  }

  @Test
  void answersSearchesThroughAnOutageThatIsShort() throws Exception {
    byte[] query = Drawings.png(1);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      proxy.set(new FaultyProxy.Fault.Away());
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Integer>> searches =
            IntStream.range(0, 8)
                .mapToObj(_ -> clients.submit(() -> client.search(query, 1).status()))
                .toList();
        // What nobody can search in.
        Thread.sleep(300);
        proxy.heal();
        for (Future<Integer> search : searches) {
          statuses.add(search.get());
        }
      }
      awaitReady();
    }
    assertThat(statuses).hasSize(40).containsOnly(200);
  }

  @Test
  void answersInTimeWhileMilvusIsFrozenAndLosesNothing() throws Exception {
    try (OutageLoad load = OutageLoad.on(client)) {
      load.awaitSuccesses(20);
      milvus.freeze();
      Thread.sleep(OUTAGE.compareTo(LEASE) < 0 ? OUTAGE : LEASE);
      assertThat(client.get("/health").status()).isEqualTo(503);
      assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);
      assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
      milvus.thaw();
      print("frozen", load.recover(NORMAL_AGAIN), load);
      load.check(client);
    }
  }

  @Test
  void answersInTimeWhileMilvusIsDeadAndLosesNothing() throws Exception {
    try (OutageLoad load = OutageLoad.on(client)) {
      load.awaitSuccesses(20);
      milvus.kill();
      Thread.sleep(OUTAGE);
      milvus.restart();
      Indexes.awaitServing(milvus.uri(), collection);
      print("killed", load.recover(NORMAL_AGAIN), load);
      load.check(client);
    }
  }

  @Test
  void answersInTimeOverABadNet() throws Exception {
    List<FaultyProxy.Fault> faults =
        List.of(
            new FaultyProxy.Fault.Latency(Duration.ofSeconds(10)),
            new FaultyProxy.Fault.DropHalf(),
            new FaultyProxy.Fault.ResetAnswers(20),
            new FaultyProxy.Fault.Silence(),
            new FaultyProxy.Fault.Away());
    try (OutageLoad load = OutageLoad.on(client)) {
      for (FaultyProxy.Fault fault : faults) {
        load.awaitSuccesses(20);
        proxy.set(fault);
        Thread.sleep(fault instanceof FaultyProxy.Fault.Silence ? OUTAGE : Duration.ofSeconds(8));
        proxy.heal();
        print(fault.toString(), load.recover(NORMAL_AGAIN), load);
      }
      load.check(client);
    }
  }

  @Test
  void startsWithoutMilvusAndIsReadyWhenItComes(CapturedOutput log) throws Exception {
    service.close();
    milvus.kill();
    service =
        RunningService.start(
            data,
            "--image-search.index.kind=milvus",
            "--image-search.index.milvus.uri=" + milvus.uri());
    client = service.client();

    assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);
    int before = log.length();
    Answer refused = client.search(Drawings.png(1), 1);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("index-unavailable");
    assertThat(refused.header("Retry-After")).isEqualTo("2");
    JsonNode index = client.get("/health").json().path("index");
    assertThat(index.path("kind").asString()).isEqualTo("milvus");
    assertThat(index.path("trouble").asString()).isNotEmpty();
    // A line for each, as there may be many.
    assertThat(client.upload("late.png", Drawings.png(2)).status()).isEqualTo(503);
    assertThat(log.subSequence(before, log.length()).toString())
        .contains("Upload failed", "problem=\"index-unavailable\"")
        .doesNotContain("\tat ");

    milvus.restart();
    awaitReady();
    assertThat(client.search(Drawings.png(1), 1).json().path("results")).hasSize(1);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> client.get("/health").json().path("index").path("facts").has("replicas"));
    JsonNode facts = client.get("/health").json().path("index").path("facts");
    assertThat(facts.path("version").asString()).contains("2.3");
    assertThat(facts.path("replicas").asInt()).isEqualTo(1);
    assertThat(facts.path("serves").asBoolean()).isTrue();
  }

  /** After a kill the server waits for its own session of before to run out. */
  private void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> client.get("/actuator/health/readiness").status() == 200);
  }

  private static void print(String what, Duration recovered, OutageLoad load) {
    System.out.println(what + ": normal again after " + recovered.toMillis() + " ms; " + load);
  }
}
