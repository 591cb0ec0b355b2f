package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.imagesearch.embedding.EngineProperties.DeviceChoice;
import io.imagesearch.embedding.EngineProperties.RuntimeChoice;
import io.imagesearch.model.ModelFolders;
import io.imagesearch.model.Precision;
import io.imagesearch.picture.InputTensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way that another network takes: exported by models/export.py, loaded, and compared. */
class ResNet34IT {
  private static final Path FOLDER = Path.of("target/resnet34").toAbsolutePath();
  private static final String EMBED_IN_PYTHON =
      """
      import sys, torch
      floats = torch.frombuffer(bytearray(open(sys.argv[2], "rb").read()), dtype=torch.float32)
      with torch.inference_mode():
          row = torch.jit.load(sys.argv[1])(floats.reshape(1, 3, 224, 224))[0]
      open(sys.argv[3], "wb").write(row.float().numpy().tobytes())
      """;

  @ParameterizedTest
  @CsvSource({
    "ONNXRUNTIME, FLOAT32, 0.9999",
    "PYTORCH, FLOAT32, 0.9999",
    "OPENVINO, BFLOAT16, 0.998"
  })
  void embedsAsPythonDoes(RuntimeChoice runtime, Precision precision, float cosine)
      throws IOException, InterruptedException {
    if (runtime == RuntimeChoice.OPENVINO) {
      OpenVinoHere.assume();
    }
    String python = python();
    export(python);
    ByteBuffer picture = picture();
    Path input = FOLDER.resolve("input.bin");
    Files.write(input, bytes(picture));

    Embedding embedding = embedInJava(picture.asFloatBuffer(), runtime, precision);

    Path output = FOLDER.resolve("output.bin");
    run(
        List.of(
            python,
            "-c",
            EMBED_IN_PYTHON,
            file("model.pt"),
            file("input.bin"),
            file("output.bin")));
    float[] expected = new float[512];
    ByteBuffer.wrap(Files.readAllBytes(output))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(expected);
    assertThat(embedding.dimension()).isEqualTo(512);
    assertThat(embedding.cosine(embedding)).isCloseTo(1, within(1e-5f));
    assertThat(embedding.cosine(Embedding.of(expected))).isGreaterThanOrEqualTo(cosine);
  }

  private static Embedding embedInJava(
      FloatBuffer picture, RuntimeChoice runtime, Precision precision) throws InterruptedException {
    Network network =
        Networks.load(
            ModelFolders.open(FOLDER.toString()),
            new EngineProperties(runtime, DeviceChoice.CPU),
            Optional.of(precision),
            Path.of("target/cache"),
            new Parallelism(1, 1));
    try (BatchingEmbedder embedder =
        new BatchingEmbedder(
            network,
            Settings.of("workers=1", "threads=1", "max-batch=2"),
            new EmbeddingMetrics(new SimpleMeterRegistry()),
            Duration.ofSeconds(10))) {
      return embedder.embed(input(picture), Lane.INTERACTIVE, Duration.ofMinutes(1));
    }
  }

  private static InputTensor input(FloatBuffer floats) {
    return new InputTensor() {
      @Override
      public FloatBuffer floats() {
        return floats;
      }

      @Override
      public void close() {
        // Not pooled.
      }
    };
  }

  private static ByteBuffer picture() {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(3 * 224 * 224 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    EnginesIT.fill(bytes.asFloatBuffer(), 34);
    return bytes;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  /** Seeded random weights: the same network each time, so that one export serves many runs. */
  private static void export(String python) throws IOException, InterruptedException {
    if (isOfTheseScripts(FOLDER.resolve("model.json"))) {
      return;
    }
    run(
        List.of(
            python,
            "../models/export.py",
            "--network",
            "resnet34",
            "--weights",
            "random",
            "--seed",
            "1",
            "--out",
            FOLDER.toString(),
            "--name",
            "resnet34",
            "--version",
            "1",
            "--source",
            "seeded random weights, for a test",
            "--licence",
            "Apache-2.0"));
  }

  /** An export of older scripts may lack what the tests want. */
  private static boolean isOfTheseScripts(Path export) throws IOException {
    if (!Files.exists(export)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(export);
    try (DirectoryStream<Path> scripts = Files.newDirectoryStream(Path.of("../models"), "*.py")) {
      for (Path script : scripts) {
        if (Files.getLastModifiedTime(script).compareTo(made) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static String python() throws IOException, InterruptedException {
    Path script = Path.of("../dev/python");
    assumeThat(script).as("dev/python makes the Python that exports models").isExecutable();
    Process process =
        new ProcessBuilder(script.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeThat(process.waitFor()).as("dev/python found no Python with torch and timm").isZero();
    return answer.strip();
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static String file(String name) {
    return FOLDER.resolve(name).toString();
  }
}
