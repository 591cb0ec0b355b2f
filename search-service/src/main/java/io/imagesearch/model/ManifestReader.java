package io.imagesearch.model;

import io.imagesearch.model.ModelManifest.Weights;
import io.imagesearch.picture.Preprocessing;
import io.imagesearch.picture.Preprocessing.Interpolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code model.json}: every key must be there with the right type, nothing is converted.
 * Further keys are for people and other programs, and are left alone. Each complaint is an {@link
 * IllegalArgumentException} that names the key by its path.
 */
final class ManifestReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ManifestReader() {}

  static ModelManifest read(byte[] json) {
    JsonNode root = parse(json);
    check(root.isObject(), "is not a JSON object");
    JsonNode input = member(root, "input", "input");
    List<Weights> files = new ArrayList<>();
    for (JsonNode file : array(root, "files", "files")) {
      files.add(weights(file, "files[" + files.size() + "]."));
    }
    return new ModelManifest(
        text(root, "name", "name"),
        text(root, "version", "version"),
        integer(root, "dimension", "dimension"),
        new Preprocessing(
            integer(input, "size", "input.size"),
            integer(input, "resize", "input.resize"),
            interpolation(text(input, "interpolation", "input.interpolation")),
            threeNumbers(input, "mean"),
            threeNumbers(input, "std")),
        files,
        text(root, "source", "source"),
        text(root, "licence", "licence"));
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      String what = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new IllegalArgumentException("is not readable as JSON: " + what + where, e);
    }
  }

  private static Weights weights(JsonNode node, String path) {
    return new Weights(
        text(node, "file", path + "file"),
        text(node, "format", path + "format"),
        text(node, "device", path + "device"),
        text(node, "precision", path + "precision"),
        text(node, "sha256", path + "sha256"));
  }

  private static Interpolation interpolation(String name) {
    return Stream.of(Interpolation.values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'input.interpolation' must be 'bilinear' or 'bicubic', not '" + name + "'"));
  }

  private static List<Float> threeNumbers(JsonNode input, String key) {
    List<Float> numbers = new ArrayList<>();
    for (JsonNode node : array(input, key, "input." + key)) {
      check(node.isNumber(), "'input." + key + "' must hold numbers only");
      numbers.add(node.floatValue());
    }
    check(numbers.size() == 3, "'input." + key + "' must be three numbers, for R, G and B");
    check(
        key.equals("mean") || numbers.stream().allMatch(std -> std > 0),
        "'input.std' must be above 0");
    return numbers;
  }

  private static String text(JsonNode parent, String key, String path) {
    JsonNode node = member(parent, key, path);
    check(node.isString() && !node.stringValue().isBlank(), "'" + path + "' must be a text");
    return node.stringValue();
  }

  private static int integer(JsonNode parent, String key, String path) {
    JsonNode node = member(parent, key, path);
    check(
        node.isIntegralNumber() && node.canConvertToInt(), "'" + path + "' must be a whole number");
    return node.intValue();
  }

  private static JsonNode array(JsonNode parent, String key, String path) {
    JsonNode node = member(parent, key, path);
    check(node.isArray() && !node.isEmpty(), "'" + path + "' must be a list that is not empty");
    return node;
  }

  private static JsonNode member(JsonNode parent, String key, String path) {
    JsonNode node = parent.path(key);
    check(!node.isMissingNode(), "lacks the key '" + path + "'");
    return node;
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
