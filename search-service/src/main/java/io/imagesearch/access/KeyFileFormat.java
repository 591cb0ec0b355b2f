package io.imagesearch.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.imagesearch.image.Uploader;
import io.imagesearch.problem.JsonFault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys as JSON. What is not known here is refused: a misspelt limit would otherwise be no limit.
 */
final class KeyFileFormat {
  private static final int VERSION = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private KeyFileFormat() {}

  private record Document(@Nullable Integer version, @Nullable List<Entry> keys) {}

  private record Entry(
      @Nullable String id,
      @Nullable String name,
      @Nullable Role role,
      @Nullable List<String> uploaders,
      @Nullable Boolean readsAll,
      @Nullable Quotas quotas,
      @Nullable Instant createdAt,
      @Nullable Instant revokedAt,
      @Nullable String secretSha256) {

    static Entry of(AccessKey key) {
      return new Entry(
          key.id(),
          key.name(),
          key.role(),
          key.uploaders().isEmpty() ? null : key.uploaders().stream().map(Uploader::name).toList(),
          key.readsAll() ? true : null,
          key.quotas().isNone() ? null : key.quotas(),
          key.createdAt(),
          key.revokedAt(),
          key.secretSha256());
    }

    AccessKey key() {
      return new AccessKey(
          required(id, "id"),
          required(name, "name"),
          required(role, "role"),
          Objects.requireNonNullElse(uploaders, List.<String>of()).stream()
              .map(each -> new Uploader(required(each, "uploader")))
              .toList(),
          Boolean.TRUE.equals(readsAll),
          Objects.requireNonNullElse(quotas, Quotas.NONE),
          required(createdAt, "createdAt"),
          revokedAt,
          required(secretSha256, "secretSha256"));
    }
  }

  static byte[] write(List<AccessKey> keys) {
    Document document = new Document(VERSION, keys.stream().map(Entry::of).toList());
    return (JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The keys in the file's bytes.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  static List<AccessKey> read(byte[] bytes) {
    Document document;
    try {
      document = JSON.readValue(bytes, Document.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(describe(e), e);
    }
    if (document == null || document.version() == null || document.keys() == null) {
      throw new IllegalArgumentException("it has no version or no keys");
    }
    if (document.version() != VERSION) {
      throw new IllegalArgumentException(
          "its version is " + document.version() + ", and only " + VERSION + " is known here");
    }
    return keys(document.keys());
  }

  private static List<AccessKey> keys(List<Entry> entries) {
    List<AccessKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Entry entry : entries) {
      AccessKey key;
      try {
        key = Objects.requireNonNullElse(entry, NOTHING).key();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("keys." + keys.size() + ": " + e.getMessage(), e);
      }
      if (!ids.add(key.id())) {
        throw new IllegalArgumentException("it has two keys with the id " + key.id());
      }
      keys.add(key);
    }
    return keys;
  }

  private static final Entry NOTHING =
      new Entry(null, null, null, null, null, null, null, null, null);

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("the " + field + " is missing");
    }
    return value;
  }

  /** Without the library's own words, which name our types and may quote the file. */
  private static String describe(JacksonException e) {
    String what =
        switch (e) {
          case UnrecognizedPropertyException unknown ->
              "it has an unknown field '" + unknown.getPropertyName() + "'";
          case DatabindException _ -> "it does not fit the format";
          default -> "it is no JSON";
        };
    String path = JsonFault.path(e);
    TokenStreamLocation at = e.getLocation();
    // Of fields the path says where: their location is where the reader noticed, which is later.
    if ((!path.isEmpty() && e instanceof DatabindException) || at == null) {
      return what + (path.isEmpty() ? "" : " at " + path);
    }
    return what + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }
}
