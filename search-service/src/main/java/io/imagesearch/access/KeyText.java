package io.imagesearch.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its holder has it: {@code isk_<id>_<secret>}. The secret is 256 random bits, so that a
 * plain SHA-256 of it is kept: slow digests protect what people choose, and nobody can guess this.
 */
public final class KeyText {
  static final int ID_LENGTH = 8;

  private static final int SECRET_LENGTH = 52;
  private static final int BASE = 32;
  private static final Pattern TEXT =
      Pattern.compile("isk_([0-9a-v]{" + ID_LENGTH + "})_([0-9a-v]{" + SECRET_LENGTH + "})");
  private static final Pattern ID = Pattern.compile("[0-9a-v]{" + ID_LENGTH + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final String secret;

  private KeyText(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  static KeyText random() {
    return new KeyText(digits(ID_LENGTH * 5, ID_LENGTH), digits(256, SECRET_LENGTH));
  }

  /** What was presented; where it has not the form of a key, one that nobody has. */
  static KeyText parse(String presented) {
    Matcher parts = TEXT.matcher(presented);
    return parts.matches()
        ? new KeyText(parts.group(1), parts.group(2))
        : new KeyText("", presented);
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  String id() {
    return id;
  }

  String secretSha256() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The whole text: for the holder's eyes, once. */
  public String reveal() {
    return "isk_" + id + "_" + secret;
  }

  /** Without the secret: this ends up in logs. */
  @Override
  public String toString() {
    return "isk_" + id + "_…";
  }

  /** Letters and digits alone, so that a double click takes all of it. */
  private static String digits(int bits, int length) {
    String digits = new BigInteger(bits, RANDOM).toString(BASE);
    return "0".repeat(length - digits.length()) + digits;
  }
}
