package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imagesearch.embedding.EngineProperties.DeviceChoice;
import io.imagesearch.embedding.EngineProperties.RuntimeChoice;
import io.imagesearch.model.ModelException;
import io.imagesearch.model.ModelFolders;
import io.imagesearch.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** OpenVINO's own libraries on this machine's processor. */
@ExtendWith(OutputCaptureExtension.class)
class OpenVinoIT {
  private static final String BUNDLED = "classpath:models/efficientnet-lite0";
  private static final Path FILES = Path.of("../models/efficientnet-lite0");
  private static final Path CACHE = Path.of("target/cache");
  private static final String ARCHIVE = "model-bf16-openvino.zip";

  @TempDir private Path folder;

  @BeforeEach
  void needsProcessorThatItIsFor() {
    OpenVinoHere.assume();
  }

  @Test
  void isTakenByItself() {
    try (Network network = load(BUNDLED, RuntimeChoice.AUTO, CACHE)) {
      assertThat(network.engine()).matches("OpenVINO 20\\d\\d\\.\\d+\\.\\d+");
      assertThat(network.device()).isEqualTo("cpu");
      assertThat(network.precision()).isEqualTo("bfloat16");
      assertThat(network.dimension()).isEqualTo(1280);
    }
  }

  @Test
  void leavesFloat32ToOthers() {
    try (Network network =
        Networks.load(
            ModelFolders.open(BUNDLED),
            new EngineProperties(RuntimeChoice.AUTO, DeviceChoice.CPU),
            Optional.of(Precision.FLOAT32),
            CACHE,
            new Parallelism(1, 1))) {
      assertThat(network.engine()).startsWith("ONNX Runtime ");
      assertThat(network.precision()).isEqualTo("float32");
    }
  }

  @Test
  void leavesModelsWithoutItsFileToOthers() throws IOException {
    copyBundled();
    Path manifest = folder.resolve("model.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"openvino\",", "\"another\","));

    try (Network network = load(folder.toString(), RuntimeChoice.AUTO, CACHE)) {
      assertThat(network.engine()).startsWith("PyTorch ");
      assertThat(network.precision()).isEqualTo("bfloat16");
    }
  }

  @Test
  void givesEachPictureOfABatchWhatItGetsAlone() {
    try (Network network = load(BUNDLED, RuntimeChoice.OPENVINO, CACHE)) {
      NetworkContract.givesEachPictureOfABatchWhatItGetsAlone(network);
    }
  }

  @Test
  void servesMorePassesThanItWasMadeFor() throws InterruptedException {
    try (Network network = load(BUNDLED, RuntimeChoice.OPENVINO, CACHE)) {
      NetworkContract.servesPassesSideBySide(network);
    }
  }

  @Test
  void isReplacedWithAWarningWhereItsLibrariesAreBroken(CapturedOutput output) throws IOException {
    Path broken = OpenVinoFiles.unpack(folder);
    Files.writeString(broken, "no library");

    try (Network network = load(BUNDLED, RuntimeChoice.AUTO, folder)) {
      assertThat(network.engine()).startsWith("PyTorch ");
      assertThat(network.precision()).isEqualTo("bfloat16");
    }
    assertThat(output.getOut().lines().filter(line -> line.contains("WARN")))
        .singleElement()
        .asString()
        .contains(
            "embedding is slower", "OpenVINO's native libraries can't be loaded", "libopenvino_c");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> load(BUNDLED, RuntimeChoice.OPENVINO, folder).close())
        .withMessageContaining("OpenVINO's native libraries can't be loaded");
  }

  @Test
  void refusesWeightsOfAnotherKind() throws IOException {
    copyBundled();
    replaceArchive(Files.readAllBytes(FILES.resolve("model.onnx")));

    refuses(ARCHIVE + " can't be loaded by OpenVINO", "no archive of model.xml and model.bin");
  }

  @Test
  void refusesArchiveThatIsCutOff() throws IOException {
    copyBundled();
    byte[] whole = Files.readAllBytes(FILES.resolve(ARCHIVE));
    replaceArchive(Arrays.copyOf(whole, whole.length / 2));

    refuses(ARCHIVE + " can't be loaded by OpenVINO");
  }

  @Test
  void refusesDimensionThatTheNetworkDoesNotGive() throws IOException {
    copyBundled();
    Path manifest = folder.resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replace("1280", "512"));

    refuses(ARCHIVE + " gives 1280 numbers, not the 'dimension' 512");
  }

  private void refuses(String... parts) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> load(folder.toString(), RuntimeChoice.OPENVINO, CACHE).close())
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
  }

  private static Network load(String model, RuntimeChoice runtime, Path cache) {
    return Networks.load(
        ModelFolders.open(model),
        new EngineProperties(runtime, DeviceChoice.CPU),
        Optional.empty(),
        cache,
        new Parallelism(2, 1));
  }

  private void copyBundled() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private void replaceArchive(byte[] other) throws IOException {
    Path archive = folder.resolve(ARCHIVE);
    String before = ModelFolders.sha256(Files.readAllBytes(archive));
    Files.write(archive, other);
    Path manifest = folder.resolve("model.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace(before, ModelFolders.sha256(other)));
  }
}
