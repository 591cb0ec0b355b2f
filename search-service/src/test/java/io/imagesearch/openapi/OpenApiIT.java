package io.imagesearch.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.imagesearch.RunningService;
import io.imagesearch.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service keeps what its OpenAPI document promises, for requests that schemathesis makes up by
 * it: right ones are taken, wrong ones are refused, and every answer is one that is documented.
 */
class OpenApiIT {
  private static final Path CONFIGURATION = Path.of("src/test/schemathesis");
  private static final Path PICTURES = Path.of("src/test/resources/pictures");

  @TempDir static Path data;
  @TempDir Path folder;

  @Test
  void keepsItsPromises() throws Exception {
    String tool = System.getenv("IMAGE_SEARCH_SCHEMATHESIS");
    assumeThat(tool).as("IMAGE_SEARCH_SCHEMATHESIS, from dev/schemathesis").isNotNull();
    String key = new TestKeys(data).admin();
    // Wrong keys are part of what it sends, and so are as many pictures as one request may have:
    // a busy machine would rightly refuse them.
    String patient = "--image-search.access.wrong-keys-per-minute=1000000";
    String slow = "--image-search.embedding.max-wait=60s";
    try (RunningService service = RunningService.start(data, patient, slow)) {
      byte[] picture = Files.readAllBytes(PICTURES.resolve("progressive.jpg"));
      String known =
          service
              .client()
              .with(key)
              .upload("a.jpg", picture)
              .json()
              .at("/items/0/image/id")
              .asString();

      Ended ended = run(tool, service, key, known);

      System.out.println(ended.output());
      assertThat(ended.status()).as(ended.output()).isZero();
      assertThat(ended.output()).containsPattern("Selected: (\\d+)/\\1\\s");
      assertThat(casesOf(ended.output())).isGreaterThan(300);
    }
  }

  private static int casesOf(String output) {
    Matcher cases = Pattern.compile("(\\d+) generated").matcher(output);
    assertThat(cases.find()).as(output).isTrue();
    return Integer.parseInt(cases.group(1));
  }

  private record Ended(int status, String output) {}

  private Ended run(String tool, RunningService service, String key, String known)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            tool,
            "--config-file=" + CONFIGURATION.resolve("schemathesis.toml").toAbsolutePath(),
            "run",
            service.uri() + "/api/v1/openapi",
            "--no-color");
    builder
        .environment()
        .putAll(
            Map.of(
                "PYTHONPATH",
                CONFIGURATION.toAbsolutePath().toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "SCHEMATHESIS_HOOKS",
                "hooks",
                "IMAGE_SEARCH_API_KEY",
                key,
                "KNOWN_PICTURE",
                known,
                "PICTURES",
                PICTURES.toAbsolutePath().toString()));
    // Whatever it leaves goes with the test.
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
