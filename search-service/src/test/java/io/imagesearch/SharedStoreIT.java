package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client.Answer;
import io.imagesearch.ObjectStoreProcess.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket is what a new process starts from. */
class SharedStoreIT {
  @TempDir Path first;
  @TempDir Path second;
  @TempDir Path objects;

  @Test
  void newProcessIndexesWhatTheBucketHas() {
    try (ObjectStoreProcess server = ObjectStoreProcess.start(Kind.VERSITYGW, objects)) {
      String id;
      try (RunningService service = RunningService.start(first, server.settings("shared"))) {
        Client client = service.client();
        id = client.upload("kept.png", Drawings.png(1)).json().at("/items/0/image/id").asString();
        assertThat(client.get("/api/v1/health").json().at("/store/kind").asString())
            .isEqualTo("s3");
      }
      try (RunningService service = RunningService.start(second, server.settings("shared"))) {
        Client client = service.client();
        assertThat(client.get("/api/v1/images/" + id).status()).isEqualTo(404);

        Answer repaired = client.post("/api/v1/reconcile?repair=true", "text/plain", new byte[0]);

        assertThat(repaired.json().path("repaired").asInt()).isEqualTo(1);
        assertThat(client.get("/api/v1/images/" + id).json().path("fileName").asString())
            .isEqualTo("kept.png");
        assertThat(client.get("/api/v1/images/" + id + "/thumbnail").status()).isEqualTo(200);
      }
    }
  }
}
