package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.embedding.OpenVinoHere;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What computes in the service by itself, and that nothing else is loaded for it. */
class EngineIT {
  @TempDir private Path folder;

  @Test
  void isOpenVinoAloneOnAProcessorWithBfloat16() throws Exception {
    OpenVinoHere.assume();

    try (ServiceProcess service = start()) {
      JsonNode model = service.client().get("/health").json().path("model");

      assertThat(model.path("engine").asString()).startsWith("OpenVINO ");
      assertThat(model.path("precision").asString()).isEqualTo("bfloat16");
      assertThat(librariesOf(service)).contains("libopenvino_c").doesNotContain("libtorch");
    }
  }

  @Test
  void isOnnxRuntimeAloneInFloat32() throws Exception {
    try (ServiceProcess service = start("--image-search.model.precision=float32")) {
      JsonNode model = service.client().get("/health").json().path("model");

      assertThat(model.path("engine").asString()).startsWith("ONNX Runtime ");
      assertThat(model.path("precision").asString()).isEqualTo("float32");
      assertThat(librariesOf(service))
          .contains("libonnxruntime")
          .doesNotContain("libtorch", "libopenvino");
    }
  }

  private ServiceProcess start(String... properties) {
    return ServiceProcess.start(folder.resolve("data"), folder.resolve("log"), properties);
  }

  private static String librariesOf(ServiceProcess service) throws Exception {
    return Files.readString(Path.of("/proc", String.valueOf(service.pid()), "maps"));
  }
}
