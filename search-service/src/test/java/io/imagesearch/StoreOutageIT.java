package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import io.imagesearch.FaultyProxy.Fault;
import io.imagesearch.ObjectStoreProcess.Kind;
import io.imagesearch.image.ImageId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The object store goes away under load and comes back. What needs it is told so in time, what
 * doesn't goes on, and nothing that was acknowledged is missing afterwards. How long it is away is
 * the system property {@code outage}, in seconds.
 */
class StoreOutageIT {
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("outage", 8));

  /**
   * The promise is two seconds; the others are for a machine that has more to do. Less than the
   * outage, so that whoever waits for its end is noticed.
   */
  private static final Duration LIMIT = Duration.ofSeconds(6);

  private static final int UPLOADERS = 3;

  @TempDir static Path data;
  @TempDir static Path objects;
  private static ObjectStoreProcess server;
  private static FaultyProxy proxy;
  private static RunningService service;
  private static Client client;
  private static final AtomicInteger pictures = new AtomicInteger();

  @BeforeAll
  static void start() {
    server = ObjectStoreProcess.start(Kind.VERSITYGW, objects);
    proxy = FaultyProxy.before(server.port());
    URI endpoint = URI.create("http://127.0.0.1:" + proxy.port());
    service = RunningService.start(data, server.settings("outage", endpoint));
    client = service.client();
    client.search(Drawings.png(0), 1);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void survivesALateStore() throws Exception {
    check("late", () -> proxy.set(new Fault.Latency(Duration.ofSeconds(10))), proxy::heal);
  }

  @Test
  void survivesAStoreWhoseConnectionsDrop() throws Exception {
    check("dropping", () -> proxy.set(new Fault.DropHalf()), proxy::heal);
  }

  @Test
  void survivesAStoreThatResetsItsAnswers() throws Exception {
    check("resetting", () -> proxy.set(new Fault.ResetAnswers(40)), proxy::heal);
  }

  @Test
  void survivesAKilledStore() throws Exception {
    check("killed", server::kill, server::start);
  }

  @Test
  void survivesAFrozenStore() throws Exception {
    check("frozen", server::freeze, server::thaw);
  }

  private record Timed(String call, int status, String problem, String retryAfter, Duration took) {}

  private static void check(String what, Runnable leave, Runnable comeBack) throws Exception {
    Queue<Timed> during = new ConcurrentLinkedQueue<>();
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    String known = upload(new ConcurrentLinkedQueue<>(), acknowledged);
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicBoolean away = new AtomicBoolean();
    List<Thread> load = new ArrayList<>();
    Runnable uploads =
        () -> upload(away.get() ? during : new ConcurrentLinkedQueue<>(), acknowledged);
    Runnable reads =
        () ->
            timed(
                away.get() ? during : new ConcurrentLinkedQueue<>(),
                "thumbnail",
                () -> client.get("/api/v1/images/" + known + "/thumbnail"));
    Runnable searches =
        () ->
            timed(
                away.get() ? during : new ConcurrentLinkedQueue<>(),
                "search",
                () -> client.search(Drawings.png(1), 3));
    for (int i = 0; i < UPLOADERS; i++) {
      load.add(loop(going, uploads));
    }
    load.add(loop(going, reads));
    load.add(loop(going, searches));
    Thread.sleep(1000); // under load before it happens

    leave.run();
    away.set(true);
    Thread.sleep(AWAY);
    away.set(false);
    comeBack.run();
    long back = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() ->
            client.upload("back.png", Drawings.png(pictures.incrementAndGet())).status() < 300);
    Duration recovered = Duration.ofNanos(System.nanoTime() - back);
    going.set(false);
    for (Thread each : load) {
      each.join();
    }

    report(what, during, recovered);
    assertThat(proxy.connections()).as("of at most 64 calls").isLessThanOrEqualTo(64);
    assertThat(during).allSatisfy(each -> assertThat(each.took()).isLessThan(LIMIT));
    assertThat(during)
        .filteredOn(each -> !each.call().equals("search") && each.status() >= 300)
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.status()).isEqualTo(503);
          assertThat(each.problem()).isIn("storage-failed", "picture-busy");
          assertThat(each.retryAfter()).isNotEmpty();
        });
    assertThat(during)
        .filteredOn(each -> each.call().equals("search"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.status()).isEqualTo(200));
    assertThat(acknowledged)
        .allSatisfy(id -> {
          Answer content = client.get("/api/v1/images/" + id + "/content");
          assertThat(content.status()).isEqualTo(200);
          assertThat(ImageId.of(content.bytes()).value()).isEqualTo(id);
        });
  }

  private static Thread loop(AtomicBoolean going, Runnable call) {
    return Thread.ofVirtual()
        .start(() -> {
          while (going.get()) {
            call.run();
          }
        });
  }

  private static String upload(Queue<Timed> log, Set<String> acknowledged) {
    byte[] picture = Drawings.png(pictures.incrementAndGet());
    Answer answer = timed(log, "upload", () -> client.upload("p.png", picture));
    String id = ImageId.of(picture).value();
    if (answer.status() < 300) {
      acknowledged.add(id);
    }
    return id;
  }

  private static Answer timed(Queue<Timed> log, String name, Supplier<Answer> call) {
    long began = System.nanoTime();
    Answer answer = call.get();
    log.add(
        new Timed(
            name,
            answer.status(),
            answer.status() >= 300 ? answer.problem() : "",
            answer.header("Retry-After"),
            Duration.ofNanos(System.nanoTime() - began)));
    return answer;
  }

  private static void report(String what, Queue<Timed> during, Duration recovered) {
    for (String call : List.of("upload", "thumbnail", "search")) {
      List<Timed> those = during.stream().filter(each -> each.call().equals(call)).toList();
      System.out.printf(
          "store %s for %d s: %d %ss, %d answered 503, longest %d ms%n",
          what,
          AWAY.toSeconds(),
          those.size(),
          call,
          those.stream().filter(each -> each.status() == 503).count(),
          those.stream().mapToLong(each -> each.took().toMillis()).max().orElse(0));
    }
    System.out.printf("store %s: normal again after %d ms%n", what, recovered.toMillis());
  }
}
