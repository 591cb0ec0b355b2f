package io.imagesearch.cli;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A value of JSON: a map, a list, a text, a number, a boolean or null. Data binding would do more
 * than is needed here, and double what starting the client takes.
 */
record Json(@Nullable Object value) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Json MISSING = new Json(null);

  /**
   * @throws IllegalArgumentException when it is no JSON, or more than one value
   */
  static Json parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException("there is nothing");
      }
      Json value = new Json(read(parser));
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("there is more than one value");
      }
      return value;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** An object's field; nothing, where there is none. */
  Json at(String field) {
    return value instanceof Map<?, ?> map ? new Json(map.get(field)) : MISSING;
  }

  /** The elements of a list. */
  List<Json> elements() {
    List<Json> elements = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(element -> elements.add(new Json(element)));
    }
    return elements;
  }

  /** The fields of an object, in their order. */
  Map<String, Json> fields() {
    Map<String, Json> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, field) -> fields.put(String.valueOf(key), new Json(field)));
    }
    return fields;
  }

  boolean isObject() {
    return value instanceof Map;
  }

  /** A text, number or boolean as text. */
  String text(String otherwise) {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case null, default -> otherwise;
    };
  }

  double number() {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(value, generator);
    }
    return text.toString();
  }

  private static @Nullable Object read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, read(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(read(parser));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getString();
    };
  }

  private static void write(@Nullable Object value, JsonGenerator out) {
    switch (value) {
      case Map<?, ?> map -> {
        out.writeStartObject();
        map.forEach((key, field) -> {
          out.writeName(String.valueOf(key));
          write(field, out);
        });
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(element -> write(element, out));
        out.writeEndArray();
      }
      case Json json -> write(json.value(), out);
      case String text -> out.writeString(text);
      case Boolean truth -> out.writeBoolean(truth);
      case Number number -> out.writeNumber(number.toString());
      case null, default -> out.writeNull();
    }
  }
}
