package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.cli.TestService.Kept;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeleteAndStatusTest {
  private static final String ID = "5".repeat(64);

  private TestService service;

  @BeforeEach
  void start() throws IOException {
    service = new TestService();
    service.images.put(ID, new Kept(ID, "a.jpg", "anna", "{}"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void deletesByTheFirstDigits() {
    Cli end = run("delete", "55555555");
    assertThat(end.code()).isEqualTo(ExitCode.FINE);
    assertThat(end.out()).isEqualToNormalizingNewlines("deleted " + ID + "\n");
    assertThat(service.images).isEmpty();
  }

  @Test
  void deletesTheOthersWhereOneIsNotThere() {
    Cli end = run("delete", "4".repeat(64), "44444444", ID);
    assertThat(end.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(end.err().lines()).hasSize(2);
    assertThat(service.images).isEmpty();
  }

  @Test
  void deletesNothingWhereAnIdIsMistyped() {
    Cli end = run("delete", ID, "5".repeat(7));
    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).contains("'5555555' is no picture's id");
    assertThat(service.images).hasSize(1);
  }

  @Test
  void showsHowTheServiceIs() {
    service.health =
        """
        {"status":"up","version":"1.2.3","model":{"model":"efficientnet-lite0","version":"1",
        "dimension":1280,"device":"cpu","precision":"bfloat16","engine":"PyTorch 2.7.1",
        "queueDepth":0,"workersAlive":2},"index":{"kind":"lucene","images":12345},
        "store":{"kind":"folder"}}\
        """;
    Cli end = run("status");
    assertThat(end.code()).isEqualTo(ExitCode.FINE);
    assertThat(end.out())
        .isEqualToNormalizingNewlines(
            """
            Service    up at %s
            Version    1.2.3
            Model      efficientnet-lite0 1, 1280 dimensions
            Runs on    cpu, bfloat16, PyTorch 2.7.1
            Embedding  2 workers alive, 0 pictures waiting
            Index      lucene, 12,345 pictures
            Store      folder
            """
                .formatted(service.url()));
    assertThat(run("status", "--json").out()).isEqualToNormalizingNewlines(service.health + "\n");
  }

  @Test
  void saysThatTheRestNeedsAKey() {
    Cli end = run("status");

    assertThat(end.code()).isEqualTo(ExitCode.FINE);
    assertThat(end.out().lines())
        .containsExactly(
            "Service    up at " + service.url(),
            "Version    1.2.3",
            "Access     needs a key: set IMAGE_SEARCH_API_KEY to see more");
  }

  @Test
  void showsAServiceThatIsDownAndEndsWithFive() {
    service.healthStatus = 503;
    service.health = "{\"status\":\"down\"}";
    Cli end = run("status");
    assertThat(end.code()).isEqualTo(ExitCode.FAILED);
    assertThat(end.out()).contains("Service    down at");
  }

  private Cli run(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--url";
    all[args.length + 1] = service.url().toString();
    return Cli.run(all);
  }
}
