package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.embedding.EngineProperties.DeviceChoice;
import io.imagesearch.embedding.EngineProperties.RuntimeChoice;
import io.imagesearch.model.ModelFolder;
import io.imagesearch.model.ModelFolders;
import io.imagesearch.model.Precision;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.InputTensor;
import io.imagesearch.picture.InputTensors;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureLimits;
import io.imagesearch.picture.PictureReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Embeddings of different engines and precisions share an index. */
class PrecisionIT {
  private static final Path PICTURES = Path.of("src/test/resources/parity/pictures");
  private static final ModelFolder MODEL = ModelFolders.open("classpath:models/efficientnet-lite0");

  @Test
  void openVinoIsAsNearToFloat32AsPyTorchIs() throws Exception {
    OpenVinoHere.assume();

    List<Embedding> exact = embed(RuntimeChoice.ONNXRUNTIME, Precision.FLOAT32);
    List<Embedding> torch = embed(RuntimeChoice.PYTORCH, Precision.BFLOAT16);
    List<Embedding> openVino = embed(RuntimeChoice.OPENVINO, Precision.BFLOAT16);

    var torchCosines = cosines(exact, torch);
    var openVinoCosines = cosines(exact, openVino);
    assertThat(openVinoCosines.getCount()).isGreaterThan(200);
    assertThat(openVinoCosines.getAverage())
        .isGreaterThanOrEqualTo(0.998)
        .isGreaterThan(torchCosines.getAverage() - 0.0005);
    assertThat(openVinoCosines.getMin())
        .isGreaterThanOrEqualTo(0.985)
        .isGreaterThan(torchCosines.getMin() - 0.005);
    assertThat(cosines(torch, openVino).getAverage()).isGreaterThanOrEqualTo(0.998);
    assertThat(cosines(torch, openVino).getMin()).isGreaterThanOrEqualTo(0.985);
  }

  private static DoubleSummaryStatistics cosines(List<Embedding> some, List<Embedding> others) {
    return IntStream.range(0, some.size())
        .mapToDouble(i -> some.get(i).cosine(others.get(i)))
        .summaryStatistics();
  }

  private static List<Embedding> embed(RuntimeChoice runtime, Precision precision)
      throws Exception {
    var preprocessing = MODEL.manifest().preprocessing();
    var reader = new PictureReader(PictureLimits.DEFAULT, 1);
    var tensors = new InputTensors(preprocessing, 1);
    List<Embedding> embeddings = new ArrayList<>();
    try (Network network =
            Networks.load(
                MODEL,
                new EngineProperties(runtime, DeviceChoice.CPU),
                Optional.of(precision),
                Path.of("target/cache"),
                new Parallelism(1, 1));
        ForwardPass pass = network.openPass(1);
        Stream<Path> files = Files.list(PICTURES)) {
      for (Path file : files.sorted().toList()) {
        Picture picture =
            reader.decode(Files.readAllBytes(file), preprocessing.resize(), CropBox.WHOLE);
        try (InputTensor tensor = tensors.of(picture.pixels(), CropBox.WHOLE)) {
          pass.input().put(0, tensor.floats(), 0, preprocessing.floats());
        }
        embeddings.add(Embedding.of(pass.run(0, 1)[0]));
      }
    }
    return embeddings;
  }
}
