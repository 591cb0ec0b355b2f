package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.imagesearch.model.ModelException;
import io.imagesearch.model.ModelFolder;
import io.imagesearch.model.ModelFolders;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchForwardPassIT {
  private static final String BUNDLED = "classpath:models/efficientnet-lite0";
  private static final TorchEngine ENGINE = TorchEngine.start(Path.of("target/cache"), 2);

  @TempDir private Path folder;

  @Test
  void givesEachPictureOfABatchWhatItGetsAlone() {
    try (TorchNetwork network = TorchNetwork.load(ENGINE, ModelFolders.open(BUNDLED));
        ForwardPass pass = network.openPass(8)) {
      fill(pass.input(), 1);
      float[][] together = pass.run(0, 8);
      assertThat(together).hasDimensions(8, network.dimension());
      for (int i = 0; i < 8; i++) {
        Embedding alone = Embedding.of(pass.run(i, 1)[0]);
        assertThat(alone.cosine(Embedding.of(together[i]))).isCloseTo(1, within(1e-5f));
      }
      assertThat(Embedding.of(together[0]).cosine(Embedding.of(together[1]))).isLessThan(0.9999f);
    }
  }

  @Test
  void saysWhatComputes() {
    assertThat(ENGINE.label()).matches("PyTorch 2\\.\\d+\\.\\d+");
  }

  @Test
  void refusesDimensionThatTheNetworkDoesNotGive() throws IOException {
    copyBundled();
    Path manifest = folder.resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replace("1280", "512"));

    refuses("model.pt gives 1280 numbers, not the 'dimension' 512");
  }

  @Test
  void refusesWeightsThatAreNoTorchScript() throws IOException {
    copyBundled();
    Path weights = folder.resolve("model.pt");
    byte[] rest = Files.readAllBytes(weights);
    Files.writeString(weights, "not a module");
    Path manifest = folder.resolve("model.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(ModelFolders.sha256(rest), ModelFolders.sha256(Files.readAllBytes(weights))));

    refuses("model.pt can't be loaded by PyTorch");
  }

  private void refuses(String message) {
    ModelFolder model = ModelFolders.open(folder.toString());
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> TorchNetwork.load(ENGINE, model).close())
        .withMessageContainingAll(folder.toString(), message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private void copyBundled() throws IOException {
    for (String file : new String[] {"model.json", "model.pt"}) {
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
