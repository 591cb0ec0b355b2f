package io.imagesearch.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys that open something now. */
final class KeyRing {
  static final KeyRing EMPTY = new KeyRing(List.of());

  /** Compared with where there is no such key, so that both take the same work. */
  private static final String NOBODYS = "0".repeat(64);

  private final Map<String, AccessKey> byId;

  KeyRing(List<AccessKey> keys) {
    byId =
        keys.stream()
            .filter(key -> !key.isRevoked())
            .collect(Collectors.toUnmodifiableMap(AccessKey::id, Function.identity()));
  }

  /**
   * The key that was presented, if it is one; ids are public, so only the secret's check counts.
   */
  Optional<AccessKey> find(String presented) {
    KeyText text = KeyText.parse(presented);
    Optional<AccessKey> key = Optional.ofNullable(byId.get(text.id()));
    boolean matches =
        MessageDigest.isEqual(
            ascii(key.map(AccessKey::secretSha256).orElse(NOBODYS)), ascii(text.secretSha256()));
    return matches ? key : Optional.empty();
  }

  int size() {
    return byId.size();
  }

  private static byte[] ascii(String digest) {
    return digest.getBytes(StandardCharsets.US_ASCII);
  }
}
