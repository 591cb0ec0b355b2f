package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Open is only what nobody else can reach, or what somebody said should be. */
class AccessStartupIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--server.address=0.0.0.0",
        "--server.address=",
        "--server.address=::",
        "--management.server.port=0",
      })
  void refusesOtherAddressesWithoutKeys(String property) throws Exception {
    String line = refusal(property);

    assertThat(line)
        .contains("keys create NAME --role admin")
        .contains(folder.resolve("data/keys.json").toString())
        .contains("image-search.access.open=true");
  }

  @Test
  void refusesABrokenFileOfKeys() throws Exception {
    Path file = Files.createDirectory(folder.resolve("data")).resolve("keys.json");
    Files.writeString(file, "{\"version\": 1, \"keys\": [], \"kyes\": []}");

    assertThat(refusal("--server.address=127.0.0.1"))
        .endsWith(
            "the key file " + file + " can't be used: it has an unknown field 'kyes' at kyes");
  }

  @Test
  void isOpenElsewhereWhereThatIsSaid() {
    try (RunningService service =
        RunningService.start(
            folder, "--server.address=0.0.0.0", "--image-search.access.open=true")) {
      assertThat(service.client().get("/api/v1/images").status()).isEqualTo(200);
    }
  }

  @Test
  void listensElsewhereWithKeysEvenWhereAllAreRevoked() {
    TestKeys keys = new TestKeys(folder);
    String admin = keys.admin();
    keys.file.revoke(TestKeys.id(admin), Instant.EPOCH);
    try (RunningService service =
        RunningService.start(
            folder, "--server.address=0.0.0.0", "--image-search.access.open=true")) {
      assertThat(service.client().get("/api/v1/images").status()).isEqualTo(401);
      assertThat(service.client().with(admin).get("/api/v1/images").status()).isEqualTo(401);
    }
  }

  @Test
  void asksForKeysOnceTheFirstOneIsMade() {
    try (RunningService service = RunningService.start(folder)) {
      Client client = service.client();
      assertThat(client.get("/api/v1/images").status()).isEqualTo(200);
      assertThat(client.with("anything").get("/api/v1/access").json().path("required").asBoolean())
          .isFalse();

      String admin = new TestKeys(folder).admin();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.get("/api/v1/images").status() == 401);
      assertThat(client.with(admin).get("/api/v1/images").status()).isEqualTo(200);
      assertThat(client.get("/api/v1/access").json().path("required").asBoolean()).isTrue();
    }
  }

  @Test
  void guardsAnActuatorOfItsOwnPort() {
    String reader = new TestKeys(folder).read();
    try (RunningService service = RunningService.start(folder, "--management.server.port=0")) {
      Client actuator = service.actuator();
      assertThat(actuator.get("/actuator/health/liveness").status()).isEqualTo(200);
      assertThat(actuator.get("/actuator/prometheus").status()).isEqualTo(401);
      assertThat(actuator.with(reader).get("/actuator/prometheus").status()).isEqualTo(200);
    }
  }

  private String refusal(String property) throws Exception {
    try (ServiceProcess service =
        ServiceProcess.start(folder.resolve("data"), folder.resolve("log"), property)) {
      ServiceProcess.Ended ended = service.waitForEnd();
      assertThat(ended.status()).isEqualTo(1);
      List<String> lines =
          ended.lines().stream()
              .filter(line -> line.startsWith("image-search can't start: "))
              .toList();
      assertThat(lines).hasSize(1);
      assertThat(ended.lines()).noneMatch(line -> line.contains("\tat "));
      return lines.getFirst();
    }
  }
}
