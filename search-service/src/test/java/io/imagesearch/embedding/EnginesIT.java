package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.imagesearch.embedding.EngineProperties.DeviceChoice;
import io.imagesearch.embedding.EngineProperties.RuntimeChoice;
import io.imagesearch.model.ModelException;
import io.imagesearch.model.ModelFolders;
import io.imagesearch.model.Precision;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The engines of float32 on this machine's processor, through the bundled model's own files. */
class EnginesIT {
  private static final String BUNDLED = "classpath:models/efficientnet-lite0";
  private static final Path CACHE = Path.of("target/cache");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"ONNXRUNTIME", "PYTORCH"})
  void givesEachPictureOfABatchWhatItGetsAlone(RuntimeChoice runtime) {
    try (Network network = load(BUNDLED, runtime)) {
      NetworkContract.givesEachPictureOfABatchWhatItGetsAlone(network);
    }
  }

  @Test
  void agreeOnTheEmbedding() {
    try (Network onnx = load(BUNDLED, RuntimeChoice.ONNXRUNTIME);
        Network torch = load(BUNDLED, RuntimeChoice.PYTORCH);
        ForwardPass one = onnx.openPass(1);
        ForwardPass other = torch.openPass(1)) {
      fill(one.input(), 2);
      fill(other.input(), 2);

      assertThat(Embedding.of(one.run(0, 1)[0]).cosine(Embedding.of(other.run(0, 1)[0])))
          .isCloseTo(1, within(1e-5f));
    }
  }

  @Test
  void servesPassesSideBySide() throws InterruptedException {
    try (Network network = load(BUNDLED, RuntimeChoice.ONNXRUNTIME)) {
      NetworkContract.servesPassesSideBySide(network);
    }
  }

  @Test
  void sayWhatComputes() {
    try (Network onnx = load(BUNDLED, RuntimeChoice.ONNXRUNTIME);
        Network torch = load(BUNDLED, RuntimeChoice.PYTORCH)) {
      assertThat(onnx.engine()).matches("ONNX Runtime 1\\.\\d+\\.\\d+");
      assertThat(torch.engine()).matches("PyTorch 2\\.\\d+\\.\\d+");
      assertThat(onnx.device()).isEqualTo(torch.device()).isEqualTo("cpu");
      assertThat(onnx.precision()).isEqualTo(torch.precision()).isEqualTo("float32");
    }
  }

  @ParameterizedTest
  @CsvSource({"ONNXRUNTIME, model.onnx", "PYTORCH, model.pt"})
  void refusesDimensionThatTheNetworkDoesNotGive(RuntimeChoice runtime, String file)
      throws IOException {
    copyBundled();
    Path manifest = folder.resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replace("1280", "512"));

    refuses(runtime, file + " gives 1280 numbers, not the 'dimension' 512");
  }

  @ParameterizedTest
  @CsvSource({"ONNXRUNTIME, model.onnx, ONNX Runtime", "PYTORCH, model.pt, PyTorch"})
  void refusesWeightsOfAnotherKind(RuntimeChoice runtime, String file, String engine)
      throws IOException {
    copyBundled();
    Path weights = folder.resolve(file);
    byte[] rest = Files.readAllBytes(weights);
    Files.writeString(weights, "not a module");
    Path manifest = folder.resolve("model.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(ModelFolders.sha256(rest), ModelFolders.sha256(Files.readAllBytes(weights))));

    refuses(runtime, file + " can't be loaded by " + engine);
  }

  @Test
  void doesNotStartWithoutTheGpuThatWasAskedFor() {
    assumeThat(Cuda.missing()).as("a machine without a usable GPU").isPresent();

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() ->
            Networks.load(
                    ModelFolders.open(BUNDLED),
                    new EngineProperties(RuntimeChoice.AUTO, DeviceChoice.CUDA),
                    Optional.empty(),
                    CACHE,
                    new Parallelism(1, 1))
                .close())
        .withMessageContaining("image-search.engine.device=cuda, but no GPU can be used: ");
  }

  private void refuses(RuntimeChoice runtime, String message) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> load(folder.toString(), runtime).close())
        .withMessageContainingAll(folder.toString(), message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private static Network load(String model, RuntimeChoice runtime) {
    return Networks.load(
        ModelFolders.open(model),
        new EngineProperties(runtime, DeviceChoice.CPU),
        Optional.of(Precision.FLOAT32),
        CACHE,
        new Parallelism(1, 1));
  }

  private void copyBundled() throws IOException {
    for (String file : new String[] {"model.json", "model.pt", "model.onnx"}) {
      Files.copy(Path.of("../models/efficientnet-lite0", file), folder.resolve(file));
    }
  }

  /** Smooth patterns with some noise: nearer to pictures than noise alone. */
  static void fill(FloatBuffer input, long seed) {
    Random random = new Random(seed);
    int side = 224;
    for (int plane = 0; input.hasRemaining(); plane++) {
      double fx = random.nextDouble() / 10;
      double fy = random.nextDouble() / 10;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          input.put((float) (Math.sin(fx * x + plane) + Math.cos(fy * y)) + random.nextFloat() / 5);
        }
      }
    }
    input.rewind();
  }
}
