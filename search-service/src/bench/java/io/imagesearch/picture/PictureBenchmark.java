package io.imagesearch.picture;

import io.imagesearch.picture.Preprocessing.Interpolation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A JPEG of 640 pixels, named by {@code bench.picture}, on its way to the network's input. */
@State(Scope.Benchmark)
public class PictureBenchmark {
  private static final int SHORT_SIDE = 256;

  private final PictureReader reader =
      new PictureReader(PictureLimits.DEFAULT, Runtime.getRuntime().availableProcessors());
  private final InputTensors tensors =
      new InputTensors(
          new Preprocessing(
              224,
              SHORT_SIDE,
              Interpolation.BICUBIC,
              List.of(0.498f, 0.498f, 0.498f),
              List.of(0.502f, 0.502f, 0.502f)),
          1);
  private byte[] bytes = {};
  private Pixels pixels = new Pixels(0, 0, bytes);

  @Setup
  public void read() throws Exception {
    bytes = Files.readAllBytes(Path.of(System.getProperty("bench.picture")));
    pixels = decode().pixels();
  }

  @Benchmark
  public PictureHeader inspect() throws PictureException {
    return reader.inspect(bytes);
  }

  @Benchmark
  public Picture decode() throws PictureException, InterruptedException {
    return reader.decode(bytes, SHORT_SIDE, CropBox.WHOLE);
  }

  @Benchmark
  public float resizeAndNormalise() {
    try (InputTensor tensor = tensors.of(pixels, CropBox.WHOLE)) {
      return tensor.floats().get(0);
    }
  }
}
