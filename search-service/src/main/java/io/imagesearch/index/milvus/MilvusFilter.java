package io.imagesearch.index.milvus;

import com.google.gson.JsonObject;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.AttributeTerm;
import io.imagesearch.index.ImageFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Filters as Milvus reads them. Nothing that a caller wrote gets into one but an uploader's name,
 * which has neither quotes nor backslashes: an attribute is looked for by a digest of its key and
 * value, which also tells types apart and numbers by value alike on all versions of the server.
 */
final class MilvusFilter {
  private static final int DIGEST_BYTES = 16;

  private MilvusFilter() {}

  /** Empty for all pictures. */
  static String of(ImageFilter filter) {
    return of(filter, Optional.empty());
  }

  static String of(ImageFilter filter, Optional<IdRange> range) {
    List<String> terms = new ArrayList<>();
    range.ifPresent(ids -> {
      terms.add(MilvusRow.ID + " > \"" + ids.after() + "\"");
      terms.add(MilvusRow.ID + " <= \"" + ids.to() + "\"");
    });
    filter
        .uploaders()
        .ifPresent(any ->
            terms.add(
                any.stream()
                    .map(Uploader::name)
                    .sorted()
                    .map(name -> "\"" + name + "\"")
                    .collect(Collectors.joining(", ", MilvusRow.UPLOADER + " in [", "]"))));
    filter
        .attributes()
        .values()
        .forEach(
            (key, value) -> terms.add(MilvusRow.TAGS + "[\"" + digest(key, value) + "\"] == true"));
    return String.join(" and ", terms);
  }

  static String of(ImageId id) {
    return MilvusRow.ID + " == \"" + id.value() + "\"";
  }

  static String anyOf(List<ImageId> ids) {
    return ids.stream()
        .map(id -> "\"" + id.value() + "\"")
        .collect(Collectors.joining(", ", MilvusRow.ID + " in [", "]"));
  }

  /** What {@link #of} looks in. */
  static JsonObject tags(Attributes attributes) {
    JsonObject tags = new JsonObject();
    for (Map.Entry<String, Object> entry : attributes.values().entrySet()) {
      tags.addProperty(digest(entry.getKey(), entry.getValue()), true);
    }
    return tags;
  }

  private static String digest(String key, Object value) {
    try {
      byte[] text = AttributeTerm.of(key, value).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
