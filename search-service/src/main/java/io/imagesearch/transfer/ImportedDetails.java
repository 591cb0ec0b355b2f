package io.imagesearch.transfer;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.FileName;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an export tells of a picture and an import keeps. What the bytes themselves tell is found
 * out anew.
 */
record ImportedDetails(
    ImageId id, String fileName, Uploader uploader, Attributes attributes, Instant addedAt) {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  ImportedDetails {
    fileName = FileName.check(fileName);
    if (addedAt.isBefore(Instant.EPOCH) || addedAt.isAfter(LAST)) {
      throw new IllegalArgumentException("addedAt is outside the years 1970 to 9999");
    }
  }

  /** As it is in JSON; everything of a picture's details that the API shows. */
  private record Sent(
      @Nullable String id,
      @Nullable String fileName,
      @Nullable String uploader,
      @Nullable Map<String, Object> attributes,
      @Nullable String mediaType,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Long bytes,
      @Nullable String addedAt) {}

  /**
   * The details in a form's field.
   *
   * @throws IllegalArgumentException when something is missing or outside its range
   */
  static ImportedDetails parse(String text, JsonMapper json) {
    Sent sent;
    try {
      sent = json.readValue(text, Sent.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no picture's details in JSON", e);
    }
    if (sent == null) {
      throw new IllegalArgumentException("no picture's details in JSON");
    }
    return new ImportedDetails(
        id(there("id", sent.id())),
        there("fileName", sent.fileName()),
        new Uploader(there("uploader", sent.uploader())),
        attributes(sent.attributes()),
        time(there("addedAt", sent.addedAt())));
  }

  private static ImageId id(String text) {
    return ImageId.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("id is no SHA-256 in hexadecimal"));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("addedAt is no time such as 2026-01-31T12:00:00Z", e);
    }
  }

  private static Attributes attributes(@Nullable Map<String, Object> sent) {
    if (sent == null) {
      return Attributes.NONE;
    }
    if (sent.containsValue(null)) {
      throw new IllegalArgumentException("attributes are a JSON object without null");
    }
    return new Attributes(sent);
  }

  private static <T> T there(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
