package io.imagesearch.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client;
import io.imagesearch.Client.Answer;
import io.imagesearch.RunningService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a limit that no processor keeps, so that it is always over it. */
class LoadSheddingIT {
  @TempDir Path data;

  @Test
  void refusesPicturesUnreadAndAnswersTheRest() throws Exception {
    byte[] picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
    try (RunningService service =
        RunningService.start(data, "--image-search.edge.longest-lag=1ns")) {
      Client client = service.client();
      await().until(() -> client.search(picture, 1).status() == 503);

      Answer search = client.search(picture, 1);
      assertThat(search.problem()).isEqualTo("queue-full");
      assertThat(search.header("Retry-After")).isEqualTo("1");
      assertThat(client.upload("a.jpg", picture).status()).isEqualTo(503);
      assertThat(client.get("/api/v1/images").status()).isEqualTo(200);
      assertThat(client.get("/health").status()).isEqualTo(200);
      String metrics =
          new String(client.get("/actuator/prometheus").bytes(), StandardCharsets.UTF_8);
      assertThat(metrics).containsPattern("requests_shed_total\\{.*} [1-9]");
    }
  }
}
