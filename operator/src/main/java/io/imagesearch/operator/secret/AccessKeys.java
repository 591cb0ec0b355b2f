package io.imagesearch.operator.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Access keys, in the form of docs/access.md. Who asks for keys gets {@code keys.json} alone, which
 * has their digests; their texts stand beside it, for whoever calls.
 */
final class AccessKeys {
  private static final String KEYS = "keys.json";
  private static final int ID_LENGTH = 8;
  private static final int SECRET_LENGTH = 52;

  private AccessKeys() {}

  /**
   * The contents of a Secret.
   *
   * @param roles of the keys, by the names that their texts get in the Secret
   */
  static Map<String, String> make(Map<String, String> roles, SecureRandom random, Instant now) {
    Map<String, String> contents = new TreeMap<>();
    List<String> entries = new ArrayList<>();
    new TreeMap<>(roles)
        .forEach((name, role) -> {
          String id = RandomText.of(random, ID_LENGTH);
          String secret = RandomText.of(random, SECRET_LENGTH);
          entries.add(entry(id, name, role, now, secret));
          contents.put(name, "isk_" + id + "_" + secret);
        });
    contents.put(
        KEYS,
        """
        {
          "version" : 1,
          "keys" : [ %s ]
        }
        """
            .formatted(String.join(", ", entries)));
    return contents;
  }

  private static String entry(String id, String name, String role, Instant now, String secret) {
    return """
    {
        "id" : "%s",
        "name" : "%s",
        "role" : "%s",
        "createdAt" : "%s",
        "secretSha256" : "%s"
      }\
    """
        .formatted(id, name, role, now.truncatedTo(ChronoUnit.SECONDS), sha256(secret));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
