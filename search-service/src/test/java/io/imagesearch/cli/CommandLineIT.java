package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.ImageSearchApplication;
import io.imagesearch.RunningService;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against the real service, and as a process that is told to end. */
class CommandLineIT {
  private static final int PICTURES = 8;

  @TempDir Path folder;

  @Test
  void bringsFindsAndRemovesPictures(@TempDir Path data) throws IOException {
    for (int i = 0; i < PICTURES; i++) {
      draw(folder.resolve("group " + i % 2 + "/ü \"" + i + "\" 写.png"), i);
    }
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    Path query = folder.resolve("group 1/ü \"3\" 写.png");
    try (RunningService service = RunningService.start(data)) {
      String url = service.uri().toString();
      String[] ingest = {
        "ingest", folder.toString(), "--folder-attribute", "group", "--attributes", "{\"n\": 1}"
      };
      Cli first = run(url, ingest);
      assertThat(first.code()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(first.out())
          .containsPattern("Added +8\n")
          .containsPattern("notes.txt +unsupported-picture ");
      assertThat(run(url, ingest).out()).containsPattern("Added +0\n").containsPattern("ed +8\n");
      assertThat(run(url, "status").out()).contains("Index      lucene, 8 pictures");

      Json answer = Json.parse(run(url, "search", query.toString(), "--json").out());
      Json best = answer.at("results").elements().getFirst();
      assertThat(best.at("fileName").text("")).isEqualTo("group 1/ü \"3\" 写.png");
      assertThat(best.at("attributes")).hasToString("{\"group\":\"group 1\",\"n\":1}");
      assertThat(
              run(
                      url,
                      "search",
                      query.toString(),
                      "--attribute",
                      "group=group 0",
                      "--crop",
                      "0,0,0.5,1",
                      "--min-score",
                      "-1",
                      "-k",
                      "2")
                  .out()
                  .lines())
          .hasSize(3);

      String digits = best.at("id").text("").substring(0, 8);
      assertThat(run(url, "search", digits).out().lines()).hasSize(PICTURES);
      assertThat(run(url, "delete", digits).code()).isEqualTo(ExitCode.FINE);
      assertThat(run(url, "delete", digits).code()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(run(url, "search", query.toString(), "--uploader", "nobody").code())
          .isEqualTo(ExitCode.REFUSED);
    }
  }

  @Test
  void printsTheCountsSoFarWhenToldToEnd() throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      Files.writeString(folder.resolve(i + ".jpg"), "picture " + i);
    }
    try (TestService service = new TestService()) {
      service.mishaps.add(exchange -> {
        service.fail(503, "queue-full", "64 are waiting", "Retry-After", "100");
        TestService.problem(exchange, 422, "corrupt-picture", "It is broken.");
      });
      Process client =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ImageSearchApplication.class.getName(),
                  "ingest",
                  folder.toString(),
                  "--parallel=1",
                  "--url=" + service.url())
              .start();
      await().atMost(Duration.ofMinutes(1)).until(() -> service.count("POST") == 2);
      client.toHandle().destroy(); // which, other than Process.destroy, leaves its output open
      String out = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(client.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(out).containsPattern("Skipped +1\n").containsPattern("Not reached +2\n");
      assertThat(client.exitValue()).isEqualTo(128 + 15);
    }
  }

  private static Cli run(String url, String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.add("--url=" + url);
    return Cli.run(all.toArray(String[]::new));
  }

  private static void draw(Path file, int seed) throws IOException {
    Random random = new Random(seed);
    BufferedImage picture = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    for (int i = 0; i < 12; i++) {
      graphics.setColor(new Color(random.nextInt(0x1000000)));
      graphics.fillOval(random.nextInt(120), random.nextInt(90), 60, 60);
    }
    graphics.dispose();
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
  }
}
