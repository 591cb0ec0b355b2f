package io.imagesearch.image;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Facts about a picture that searches can filter by: at most {@value #MAX_ENTRIES} keys (1–64
 * letters, digits, {@code . _ -}), each with a string (at most {@value #MAX_TEXT} characters), a
 * number or a boolean. Iterates in key order.
 */
public record Attributes(@JsonValue Map<String, Object> values) {
  public static final int MAX_ENTRIES = 64;
  public static final int MAX_TEXT = 1024;
  public static final Attributes NONE = new Attributes(Map.of());

  public static final String KEY_PATTERN = "[\\p{L}\\p{N}._-]{1,64}";
  private static final Pattern KEY = Pattern.compile(KEY_PATTERN);

  public Attributes {
    if (values.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException("at most " + MAX_ENTRIES + " attributes");
    }
    values.forEach(Attributes::check);
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  private static void check(String key, Object value) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "an attribute's key is 1 to 64 letters, digits, '.', '_' or '-'");
    }
    switch (value) {
      case String text when text.length() > MAX_TEXT ->
          throw new IllegalArgumentException(
              "attribute " + key + " is longer than " + MAX_TEXT + " characters");
      case Double number when !Double.isFinite(number) ->
          throw new IllegalArgumentException("attribute " + key + " is too large a number");
      case String _, Number _, Boolean _ -> {}
      default ->
          throw new IllegalArgumentException(
              "attribute " + key + " is neither a string, a number nor a boolean");
    }
  }
}
