package io.imagesearch.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code multipart/form-data} body, as strictly as the form is written. */
final class MultipartRequest {
  private static final Pattern HEADERS =
      Pattern.compile(
          "form-data; name=\"([a-zA-Z]+)\"(?:; filename=\"((?:[^\"\\\\]|\\\\.)*)\")?\r\n");

  private MultipartRequest() {}

  /** One field or file. */
  record Part(String fileName, String latin1) {
    static final Part NONE = new Part("", "");

    byte[] bytes() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
      return utf8(latin1);
    }
  }

  /** The parts by their names. */
  static Map<String, Part> parse(String contentType, byte[] body) {
    String delimiter = "--" + contentType.substring(contentType.indexOf("boundary=") + 9);
    String text = new String(body, StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\r\n" + delimiter + "--\r\n")) {
      throw new IllegalArgumentException("the body does not end with its delimiter");
    }
    Map<String, Part> parts = new LinkedHashMap<>();
    for (String part : text.split(Pattern.quote(delimiter) + "(?:--)?\r\n", -1)) {
      int end = part.indexOf("\r\n\r\n");
      Matcher headers = HEADERS.matcher(part);
      if (end > 0 && headers.find() && headers.end() <= end + 2) {
        String name = headers.group(2) == null ? "" : headers.group(2);
        parts.put(
            headers.group(1),
            new Part(
                utf8(name.replaceAll("\\\\(.)", "$1")),
                part.substring(end + 4, part.length() - 2)));
      }
    }
    return parts;
  }

  private static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
