package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A service that can't work refuses to start, with one line that says why. */
class StartupIT {
  private static final Path BUNDLED = Path.of("../models/efficientnet-lite0");

  @TempDir Path folder;

  /** What is done to a copy of the bundled model, and what the line has to name. */
  private record Fault(String what, Damage damage, List<String> named) {}

  @FunctionalInterface
  private interface Damage {
    void to(Path model) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> refusesABrokenModel() {
    return Stream.of(
            new Fault(
                "no manifest",
                model -> Files.delete(model.resolve("model.json")),
                List.of("model.json")),
            new Fault(
                "unreadable JSON",
                model -> Files.writeString(model.resolve("model.json"), "{"),
                List.of("model.json")),
            new Fault(
                "missing weights",
                model -> Files.delete(model.resolve("model.onnx")),
                List.of("model.onnx")),
            new Fault(
                "other weights",
                model -> Files.writeString(model.resolve("model.onnx"), "x"),
                List.of("model.onnx", "SHA-256")),
            new Fault(
                "another dimension",
                model -> replace(model, "\"dimension\": 1280", "\"dimension\": 512"),
                List.of("512", "1280")))
        .map(fault -> DynamicTest.dynamicTest(fault.what(), () -> checkRefusal(fault)));
  }

  @Test
  void refusesADataFolderThatIsInUse() throws Exception {
    Path data = folder.resolve("data");
    try (ServiceProcess first = ServiceProcess.start(data, folder.resolve("first.log"))) {
      first.client();
      try (ServiceProcess second = ServiceProcess.start(data, folder.resolve("second.log"))) {

        String line = refusalOf(second);

        assertThat(line).contains("in use").contains("data");
      }
    }
  }

  @Test
  void clearsTheUploadsThatAKilledProcessLeft() throws IOException {
    Path data = folder.resolve("data");
    Path leftover = Files.createDirectories(data.resolve("http/work")).resolve("upload_1.tmp");
    Files.writeString(leftover, "half an upload");
    Files.setLastModifiedTime(leftover, FileTime.from(Instant.EPOCH));

    try (RunningService service = RunningService.start(data)) {

      assertThat(service.client().get("/health").status()).isEqualTo(200);
      assertThat(leftover).doesNotExist();
    }
  }

  private void checkRefusal(Fault fault) throws Exception {
    Path model = Files.createDirectory(folder.resolve(fault.what().replace(' ', '-')));
    try (Stream<Path> files = Files.list(BUNDLED)) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    fault.damage().to(model);
    try (ServiceProcess service =
        ServiceProcess.start(
            model.resolveSibling("data"),
            model.resolve("log"),
            "--image-search.model.location=" + model,
            "--image-search.model.precision=float32")) {

      assertThat(refusalOf(service)).contains(fault.named());
    }
  }

  /** The one line, having checked that it is one and that nothing else complains. */
  private static String refusalOf(ServiceProcess service) throws Exception {
    ServiceProcess.Ended ended = service.waitForEnd();
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.lines())
        .noneMatch(line -> line.startsWith("\tat ") || line.contains(" ERROR "));
    List<String> refusals =
        ended.lines().stream()
            .filter(line -> line.startsWith("image-search can't start: "))
            .toList();
    assertThat(refusals).hasSize(1);
    return refusals.getFirst();
  }

  private static void replace(Path model, String old, String changed) throws IOException {
    Path manifest = model.resolve("model.json");
    String json = Files.readString(manifest);
    assertThat(json).contains(old);
    Files.writeString(manifest, json.replace(old, changed));
  }
}
