package io.imagesearch.image;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A picture's identity: the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
public record ImageId(@JsonValue String value) implements Comparable<ImageId> {
  public static final String PATTERN = "[0-9a-f]{64}";
  private static final Pattern HEX = Pattern.compile(PATTERN);

  public ImageId {
    if (!HEX.matcher(value).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + value);
    }
  }

  /** The identity of these bytes: the same bytes are the same picture. */
  public static ImageId of(byte[] picture) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(picture);
      return new ImageId(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Empty where the text can't be an identity, so that callers answer "unknown" instead. */
  public static Optional<ImageId> parse(String text) {
    return HEX.matcher(text).matches() ? Optional.of(new ImageId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(ImageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
