package io.imagesearch.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Attributes of pictures, in either of two notations. */
final class AttributeOptions {
  @Option(
      names = "--attribute",
      paramLabel = "KEY=TEXT",
      description = "An attribute of the pictures, as text; may be repeated.")
  private Map<String, String> texts = new TreeMap<>();

  @Option(
      names = "--attributes",
      paramLabel = "JSON",
      converter = ObjectConverter.class,
      description = "Attributes of the pictures as a JSON object, for numbers and booleans too.")
  private Json object = new Json(Map.of());

  /** A map that is the caller's to change. */
  Map<String, Object> values() {
    Map<String, Object> all = new LinkedHashMap<>(object.fields());
    all.putAll(texts);
    return all;
  }

  static final class ObjectConverter implements ITypeConverter<Json> {
    @Override
    public Json convert(String text) {
      Json json;
      try {
        json = Json.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("not JSON: " + e.getMessage());
      }
      if (!json.isObject()) {
        throw new TypeConversionException("not a JSON object, such as {\"category\": \"shoes\"}");
      }
      return json;
    }
  }
}
