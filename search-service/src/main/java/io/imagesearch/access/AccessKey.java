package io.imagesearch.access;

import io.imagesearch.image.Uploader;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key; not the key itself.
 *
 * @param id public: it is in the key's text, in lists and in audit lines
 * @param name for people, 1–64 letters, digits, {@code . _ @ -}
 * @param uploaders what the key is limited to; none means no limit. What a write key uploads
 *     without naming one belongs to the first
 * @param readsAll whether the limit is on writing only
 * @param revokedAt since when it opens nothing
 * @param secretSha256 in hexadecimal
 */
public record AccessKey(
    String id,
    String name,
    Role role,
    List<Uploader> uploaders,
    boolean readsAll,
    Quotas quotas,
    Instant createdAt,
    @Nullable Instant revokedAt,
    String secretSha256) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public AccessKey {
    check(KeyText.isId(id), "a key's id is " + KeyText.ID_LENGTH + " of 0-9 and a-v");
    check(
        NAME.matcher(name).matches(),
        "a key's name is 1 to 64 letters, digits, '.', '_', '@' or '-'");
    check(DIGEST.matcher(secretSha256).matches(), "a secretSha256 is 64 hexadecimal digits");
    check(role != Role.WRITE || !uploaders.isEmpty(), "a write key needs at least one uploader");
    check(role != Role.ADMIN || uploaders.isEmpty(), "an admin key is not limited to uploaders");
    check(!readsAll || !uploaders.isEmpty(), "only a key with uploaders can be one that reads all");
    uploaders = List.copyOf(uploaders);
  }

  public boolean isRevoked() {
    return revokedAt != null;
  }

  AccessKey revoked(Instant at) {
    return new AccessKey(id, name, role, uploaders, readsAll, quotas, createdAt, at, secretSha256);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
