package io.imagesearch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imagesearch.picture.Preprocessing;
import io.imagesearch.picture.Preprocessing.Interpolation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFolderTest {
  private static final CpuFeatures PLAIN = new CpuFeatures(false);
  private static final CpuFeatures WITH_BFLOAT16 = new CpuFeatures(true);
  private static final Set<Format> EVERY_FORMAT = EnumSet.allOf(Format.class);

  @TempDir private Path folder;
  private String valid = "";

  @BeforeEach
  void writeModel() throws IOException {
    valid =
        """
        {
          "name": "tiny", "version": "1.2", "dimension": 4,
          "input": {
            "size": 8, "resize": 10, "interpolation": "bicubic",
            "mean": [0.5, 0.25, 0], "std": [0.5, 1, 2]
          },
          "files": [
            {"file": "model.npu", "format": "onnx", "device": "npu", "precision": "int3", "sha256": "%s"},
            {"file": "model.onnx", "format": "onnx", "device": "cpu", "precision": "float32", "sha256": "%s"},
            {"file": "model.pt", "format": "torchscript", "device": "cpu", "precision": "float32", "sha256": "%s"},
            {"file": "model-openvino.zip", "format": "openvino", "device": "cpu", "precision": "bfloat16", "sha256": "%s"},
            {"file": "model-bf16.pt", "format": "torchscript", "device": "cpu", "precision": "bfloat16", "sha256": "%s"},
            {"file": "model-fp16-cuda.pt", "format": "torchscript", "device": "cuda", "precision": "float16", "sha256": "%s"}
          ],
          "source": "seeded", "licence": "Apache-2.0", "madeWith": {"torch": "2.7.1"}
        }
        """
            .formatted(
                "0".repeat(64),
                write("model.onnx", "graph"),
                write("model.pt", "weights"),
                write("model-openvino.zip", "archive"),
                write("model-bf16.pt", "half"),
                write("model-fp16-cuda.pt", "gpu"));
    write("model.json", valid);
  }

  @Test
  void readsWhatTheManifestSays() {
    ModelManifest manifest = open().manifest();

    assertThat(manifest.name()).isEqualTo("tiny");
    assertThat(manifest.version()).isEqualTo("1.2");
    assertThat(manifest.dimension()).isEqualTo(4);
    assertThat(manifest.licence()).isEqualTo("Apache-2.0");
    assertThat(manifest.preprocessing())
        .isEqualTo(
            new Preprocessing(
                8, 10, Interpolation.BICUBIC, List.of(0.5f, 0.25f, 0f), List.of(0.5f, 1f, 2f)));
  }

  @Test
  void choosesTheFastestThatTheMachineComputes() {
    assertThat(contents(weights(PrecisionChoice.AUTO, WITH_BFLOAT16))).isEqualTo("archive");
    assertThat(contents(weights(PrecisionChoice.AUTO, PLAIN))).isEqualTo("graph");
    assertThat(contents(weights(EVERY_FORMAT, Device.CUDA))).isEqualTo("gpu");
    assertThat(weights(PrecisionChoice.AUTO, PLAIN).kind())
        .isEqualTo(new WeightsKind(Format.ONNX, Device.CPU, Precision.FLOAT32));
  }

  @Test
  void obeysAnExplicitChoice() {
    assertThat(contents(weights(PrecisionChoice.FLOAT32, WITH_BFLOAT16))).isEqualTo("graph");
    assertThat(contents(weights(PrecisionChoice.BFLOAT16, PLAIN))).isEqualTo("half");
    assertThat(contents(weights(EnumSet.of(Format.TORCHSCRIPT), Device.CPU))).isEqualTo("weights");
  }

  @Test
  void takesTheNextWhereAFormatIsNotComputedHere() {
    WeightsChoice choice = choice(EVERY_FORMAT, PrecisionChoice.AUTO).without(Format.OPENVINO);

    assertThat(contents(open().weights(choice, WITH_BFLOAT16))).isEqualTo("half");
    assertThat(contents(open().weights(choice, PLAIN))).isEqualTo("graph");
  }

  @Test
  void refusesOpenVinoWhereItIsSlowerThanOthers() {
    var openVino = choice(EnumSet.of(Format.OPENVINO), PrecisionChoice.AUTO);

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open().weights(openVino, PLAIN))
        .withMessageStartingWith("nothing computes a network of format openvino on this cpu; set ");
    assertThat(contents(open().weights(openVino, WITH_BFLOAT16))).isEqualTo("archive");
  }

  @Test
  void readsOnlyTheWeightsThatItUses() throws IOException {
    Files.delete(folder.resolve("model-bf16.pt"));

    assertThat(contents(weights(PrecisionChoice.AUTO, PLAIN))).isEqualTo("graph");
  }

  @Test
  void usesWhatTheModelHas() throws IOException {
    write(
        "model.json", valid.replace("\"bfloat16\"", "\"int8\"").replace("\"onnx\"", "\"tflite\""));

    assertThat(contents(weights(PrecisionChoice.AUTO, WITH_BFLOAT16))).isEqualTo("weights");
    refuses(PrecisionChoice.BFLOAT16, "model.json", "torchscript file for cpu in bfloat16", "auto");
    refuses(PrecisionChoice.FLOAT16, "a network in float16 on this cpu", "precision=auto");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "name": "tiny",                | ``                                 | lacks the key 'name'
          "dimension": 4,                | ``                                 | lacks the key 'dimension'
          "sha256": "0                   | "sha": "0                          | lacks the key 'files[0].sha256'
          "licence": "Apache-2.0",       | ``                                 | lacks the key 'licence'
          "dimension": 4                 | "dimension": "4"                   | 'dimension' must be a whole number
          "dimension": 4                 | "dimension": 4.5                   | 'dimension' must be a whole number
          "dimension": 4                 | "dimension": 0                     | 'dimension' must be 1 to
          "name": "tiny"                 | "name": 7                          | 'name' must be a text
          "name": "tiny"                 | "name": "../tiny"                  | 'name' must be 1 to 64 letters
          "mean": [0.5, 0.25, 0]         | "mean": [0.5, 0.25]                | 'input.mean' must be three numbers
          "mean": [0.5, 0.25, 0]         | "mean": [0.5, "0.25", 0]           | 'input.mean' must hold numbers only
          "mean": [0.5, 0.25, 0]         | "mean": 0.5                        | 'input.mean' must be a list
          "std": [0.5, 1, 2]             | "std": [0.5, 0, 2]                 | 'input.std' must be above 0
          "resize": 10                   | "resize": 7                        | 1 <= size <= resize
          "bicubic"                      | "nearest"                          | 'input.interpolation' must be 'bilinear' or 'bicubic', not 'nearest'
          "input": {                     | "input": [1], "other": {           | lacks the key 'input.size'
          "file": "model.pt"             | "file": "../model.pt"              | must be a plain file name inside the folder, not '../model.pt'
          "file": "model.pt"             | "file": "/etc/passwd"              | must be a plain file name inside the folder
          "file": "model.pt"             | "file": ".."                       | must be a plain file name inside the folder
          "sha256": "0                   | "sha256": "G                       | must be 64 lower-case hexadecimal digits
          "float32"                      | "float16"                          | lists no torchscript file for cpu in float32
          "source": "seeded"             | "source": "seeded" "x"             | is not readable as JSON
          "source": "seeded"             | "source": "seeded", "name": "two"  | is not readable as JSON
          """)
  void refusesManifestThatIsWrong(String from, String to, String complaint) throws IOException {
    assertThat(valid).contains(from);
    write("model.json", valid.replace(from, to));

    refuses(PrecisionChoice.AUTO, folder.resolve("model.json").toString(), complaint);
  }

  @Test
  void refusesManifestThatIsNoObject() throws IOException {
    write("model.json", "[]");
    refuses(PrecisionChoice.AUTO, "model.json", "is not a JSON object");

    write("model.json", "");
    refuses(PrecisionChoice.AUTO, "model.json", "is not a JSON object");

    write("model.json", valid + "{}");
    refuses(PrecisionChoice.AUTO, "model.json", "is not readable as JSON");
  }

  @Test
  void refusesFolderThatIsMissing() {
    Path missing = folder.resolve("nowhere");

    refuses(
        missing.toString(),
        PrecisionChoice.AUTO,
        missing.toString(),
        "image-search.model.location");
    refuses("classpath:nowhere", PrecisionChoice.AUTO, "classpath:nowhere", "model.json");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void refusesFileThatIsMissing(PrecisionChoice choice) throws IOException {
    String file = choice == PrecisionChoice.FLOAT32 ? "model.onnx" : "model-bf16.pt";
    Files.delete(folder.resolve(file));

    refuses(choice, folder.toString(), file, "copy the whole folder");
  }

  @Test
  void refusesFolderWithoutManifest() throws IOException {
    Files.delete(folder.resolve("model.json"));

    refuses(PrecisionChoice.AUTO, folder.toString(), "model.json", "copy the whole folder");
  }

  @Test
  void refusesWeightsThatAreNotTheOnesDescribed() throws IOException {
    write("model.onnx", "other weights");

    refuses(PrecisionChoice.FLOAT32, folder.resolve("model.onnx").toString(), "SHA-256", "copy it");
  }

  @Test
  void checksTheDigestOfWhatItHandsOut() throws IOException {
    ModelWeights weights = weights(PrecisionChoice.AUTO, PLAIN);
    write("model.onnx", "changed since");

    assertThatExceptionOfType(ModelException.class).isThrownBy(weights::read);
  }

  @Test
  void hasAFingerprintThatStays() {
    assertThat(open().identity().fingerprint()).isEqualTo("9aeb6f761b9a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "tiny"           | "small"
          "1.2"            | "1.3"
          "dimension": 4   | "dimension": 5
          "size": 8        | "size": 9
          "resize": 10     | "resize": 11
          "bicubic"        | "bilinear"
          0.25             | 0.26
          "std": [0.5      | "std": [0.6
          """)
  void changesItsFingerprintWithWhateverChangesEmbeddings(String from, String to)
      throws IOException {
    String before = open().identity().fingerprint();
    write("model.json", valid.replace(from, to));

    assertThat(open().identity().fingerprint()).isNotEqualTo(before);
  }

  @Test
  void changesItsFingerprintWithTheWeights() throws IOException {
    ModelFolder before = open();
    String digest = before.manifest().weights(WeightsKind.REFERENCE).orElseThrow().sha256();
    write("model.json", valid.replace(digest, write("model.pt", "retrained")));

    assertThat(open().identity().fingerprint()).isNotEqualTo(before.identity().fingerprint());
  }

  @ParameterizedTest
  @CsvSource({
    "'flags\t\t: fpu avx2 avx512_bf16 sse', true",
    "'flags : fpu amx_bf16 amx_tile', true",
    "'flags : fpu avx2 avx512f', false",
    "'Features : fp asimd bf16', false",
    "'', false"
  })
  void knowsWhatTheCpuComputes(String cpuInfo, boolean bfloat16) {
    assertThat(CpuFeatures.parse("processor : 0\n" + cpuInfo).bfloat16()).isEqualTo(bfloat16);
  }

  private void refuses(PrecisionChoice choice, String... parts) {
    refuses(folder.toString(), choice, parts);
  }

  private static void refuses(String location, PrecisionChoice choice, String... parts) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(
            () -> ModelFolder.open(location).weights(choice(EVERY_FORMAT, choice), PLAIN).read())
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
  }

  private ModelFolder open() {
    return ModelFolder.open(folder.toString());
  }

  private ModelWeights weights(PrecisionChoice precision, CpuFeatures cpu) {
    return open().weights(choice(EVERY_FORMAT, precision), cpu);
  }

  private static WeightsChoice choice(Set<Format> formats, PrecisionChoice precision) {
    return new WeightsChoice(formats, Device.CPU, precision.precision());
  }

  private ModelWeights weights(Set<Format> formats, Device device) {
    return open().weights(new WeightsChoice(formats, device, Optional.empty()), PLAIN);
  }

  private static String contents(ModelWeights weights) {
    return new String(weights.read(), StandardCharsets.UTF_8);
  }

  /** Returns the file's SHA-256. */
  private String write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
