package io.imagesearch.library;

import io.imagesearch.image.Attributes;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Attributes as they come in a form field: a JSON object in text. */
public final class AttributesJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private AttributesJson() {}

  /**
   * The attributes in a form field's text.
   *
   * @throws IllegalArgumentException when it is no JSON object of strings, numbers and booleans
   */
  public static Attributes parse(String json) {
    try {
      Map<String, Object> values = JSON.readValue(json, new TypeReference<>() {});
      if (values == null || values.containsValue(null)) {
        throw new IllegalArgumentException("attributes are a JSON object without null");
      }
      return new Attributes(values);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a JSON object, such as {\"category\": \"shoes\"}", e);
    }
  }
}
