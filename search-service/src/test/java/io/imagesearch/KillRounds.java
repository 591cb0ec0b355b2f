package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code kill -9} at random moments of mixed writes: what was acknowledged is as it was promised,
 * and store and index agree in the end. The system property {@code kills} says how often, {@code
 * seed} which moments.
 */
final class KillRounds {
  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int CLIENTS = 6;

  private KillRounds() {}

  /** With a service of these settings over this folder, which logs there, too. */
  static void check(String store, Path data, String... settings) throws Exception {
    Random moments = new Random(SEED);
    MixedWrites writes = new MixedWrites(SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      try (ServiceProcess service =
          ServiceProcess.start(
              data.resolve("service"), data.resolve("run-" + kill + ".log"), settings)) {
        Client client = service.client();
        assertThat(writes.broken(client)).as("seed " + SEED).isEmpty();
        List<Thread> clients = writes.start(client, CLIENTS, kill);
        int enough = writes.acknowledged() + 1 + moments.nextInt(60);
        await()
            .pollDelay(Duration.ZERO)
            .atMost(Duration.ofMinutes(2))
            .until(() -> writes.acknowledged() >= enough);
        Thread.sleep(moments.nextInt(50)); // the random moment, amid what each client does then
        service.kill();
        for (Thread each : clients) {
          each.join();
        }
      }
    }
    try (ServiceProcess service =
        ServiceProcess.start(data.resolve("service"), data.resolve("last.log"), settings)) {
      Client client = service.client();
      assertThat(writes.broken(client)).as("seed " + SEED).isEmpty();

      JsonNode first = reconcile(client);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(reconcile(client).path("busy").asInt()).isZero());
      JsonNode second = reconcile(client);

      System.out.printf(
          "%s, %d kills, seed %d: %d writes acknowledged, 0 broken; reconcile found %d without"
              + " vector, %d without picture, %d busy; then %d and %d of %d%n",
          store,
          KILLS,
          SEED,
          writes.acknowledged(),
          first.path("withoutVector").asInt(),
          first.path("withoutPicture").asInt(),
          first.path("busy").asInt(),
          second.path("withoutVector").asInt(),
          second.path("withoutPicture").asInt(),
          second.path("pictures").asInt());
      assertThat(second.path("withoutVector").asInt()).isZero();
      assertThat(second.path("withoutPicture").asInt()).isZero();
      assertThat(second.path("pictures").asInt()).isEqualTo(second.path("vectors").asInt());
      assertThat(writes.broken(client)).as("seed " + SEED).isEmpty();
      assertThat(writes.acknowledged()).isGreaterThanOrEqualTo(KILLS);
    }
  }

  private static JsonNode reconcile(Client client) {
    String lines =
        new String(
            client.post("/api/v1/reconcile?repair=true", "text/plain", new byte[0]).bytes(),
            StandardCharsets.UTF_8);
    return JsonMapper.shared().readTree(lines.lines().toList().getLast());
  }
}
