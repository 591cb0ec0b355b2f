package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import io.imagesearch.picture.Preprocessing.Interpolation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The network must see what it saw in Python: embeddings here against Pillow's and PyTorch's. */
class PictureParityIT {
  private static final Path PARITY = Path.of("src/test/resources/parity");
  private static final Path MODEL = Path.of("../models/efficientnet-lite0");
  private static final int DIMENSION = 1280;
  private static final int BATCH = 20;
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(
          224,
          256,
          Interpolation.BICUBIC,
          List.of(0.498f, 0.498f, 0.498f),
          List.of(0.502f, 0.502f, 0.502f));

  @Test
  void embedsEveryPictureAsPythonDoes() throws Exception {
    List<String> lines = Files.readAllLines(PARITY.resolve("pictures.tsv"));
    FloatBuffer expected =
        ByteBuffer.wrap(Files.readAllBytes(PARITY.resolve("vectors.f32")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    assertThat(expected.remaining()).isEqualTo((lines.size() - 1) * DIMENSION);

    float[] vectors = embed(lines.subList(1, lines.size()));

    var all = new DoubleSummaryStatistics();
    Map<String, DoubleSummaryStatistics> kinds = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      double cosine = cosine(vectors, expected, (i - 1) * DIMENSION);
      all.accept(cosine);
      String kind =
          file(lines.get(i)).replaceFirst("^.*/", "").replaceFirst("(-\\d+)?\\.[^.]*$", "");
      kinds.computeIfAbsent(kind, _ -> new DoubleSummaryStatistics()).accept(cosine);
    }

    report(kinds, all);
    assertThat(all.getAverage()).isGreaterThanOrEqualTo(0.999);
    assertThat(all.getMin()).isGreaterThanOrEqualTo(0.995);
  }

  private static String file(String line) {
    return line.split("\t", -1)[0];
  }

  /** All vectors, one after the other. */
  private static float[] embed(List<String> lines) throws Exception {
    FloatBuffer vectors = FloatBuffer.allocate(lines.size() * DIMENSION);
    var reader = new PictureReader(PictureLimits.DEFAULT, 1);
    var tensors = new InputTensors(PREPROCESSING, 1);
    try (Model model = Model.newInstance("parity", "PyTorch")) {
      model.load(MODEL, "model");
      try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
        for (int start = 0; start < lines.size(); start += BATCH) {
          List<String> batch = lines.subList(start, Math.min(start + BATCH, lines.size()));
          FloatBuffer inputs = FloatBuffer.allocate(batch.size() * PREPROCESSING.floats());
          for (String line : batch) {
            byte[] bytes = Files.readAllBytes(PARITY.resolve(file(line)));
            Picture picture = reader.decode(bytes, PREPROCESSING.resize(), CropBox.WHOLE);
            try (InputTensor tensor = tensors.of(picture.pixels(), CropBox.WHOLE)) {
              inputs.put(tensor.floats());
            }
          }
          NDManager manager = model.getNDManager();
          try (NDArray input = manager.create(inputs.flip(), new Shape(batch.size(), 3, 224, 224));
              NDList output = predictor.predict(new NDList(input))) {
            vectors.put(output.singletonOrThrow().toFloatArray());
          }
        }
      }
    }
    return vectors.array();
  }

  private static double cosine(float[] vectors, FloatBuffer expected, int at) {
    double dot = 0;
    double squares = 0;
    double expectedSquares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      double other = expected.get(at + i);
      double value = vectors[at + i];
      dot += value * other;
      squares += value * value;
      expectedSquares += other * other;
    }
    return dot / Math.sqrt(squares * expectedSquares);
  }

  private static void report(
      Map<String, DoubleSummaryStatistics> kinds, DoubleSummaryStatistics all) throws Exception {
    var table = new StringBuilder("kind                          pictures     mean      min\n");
    kinds.forEach((kind, cosines) -> line(table, kind, cosines));
    line(table, "all", all);
    Files.writeString(Path.of("target/picture-parity.txt"), table);
  }

  private static void line(StringBuilder table, String kind, DoubleSummaryStatistics cosines) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-28s %9d  %.5f  %.5f%n",
            kind,
            cosines.getCount(),
            cosines.getAverage(),
            cosines.getMin()));
  }
}
