package io.imagesearch.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
  private Optional<ObjectNode> object = Optional.empty();

  ObjectNode asJson() {
    ObjectNode all = object.orElseGet(() -> JsonMapper.shared().createObjectNode()).deepCopy();
    texts.forEach(all::put);
    return all;
  }

  static final class ObjectConverter implements ITypeConverter<ObjectNode> {
    @Override
    public ObjectNode convert(String text) {
      try {
        JsonNode node = JsonMapper.shared().readTree(text);
        if (node instanceof ObjectNode object) {
          return object;
        }
      } catch (JacksonException e) {
        throw new TypeConversionException("not JSON: " + e.getOriginalMessage());
      }
      throw new TypeConversionException("not a JSON object, such as {\"category\": \"shoes\"}");
    }
  }
}
