package io.imagesearch.image;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Who a picture belongs to; 1–64 letters, digits, {@code . _ @ -}. Vectors are partitioned by it.
 */
public record Uploader(@JsonValue String name) {
  // Before the constants that are checked with it.
  public static final String PATTERN = "[\\p{L}\\p{N}._@-]{1,64}";
  private static final Pattern NAME = Pattern.compile(PATTERN);

  /** Owner of pictures that were uploaded without one. */
  public static final Uploader DEFAULT = new Uploader("default");

  public Uploader {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an uploader is 1 to 64 letters, digits, '.', '_', '@' or '-'");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
