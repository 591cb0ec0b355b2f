package io.imagesearch.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A {@code multipart/form-data} body; files are streamed from disk, again for each attempt. */
final class MultipartForm {
  private final String boundary = "image-search-" + UUID.randomUUID();
  private final List<BodyPublisher> parts = new ArrayList<>();

  MultipartForm field(String name, String value) {
    text("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n".formatted(boundary, name));
    text("Content-Type: text/plain; charset=UTF-8\r\n\r\n" + value + "\r\n");
    return this;
  }

  MultipartForm file(String name, String fileName, Path file) throws FileNotFoundException {
    text(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(boundary, name, quoted(fileName)));
    text("Content-Type: application/octet-stream\r\n\r\n");
    parts.add(BodyPublishers.ofFile(file));
    text("\r\n");
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher body() {
    List<BodyPublisher> whole = new ArrayList<>(parts);
    whole.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
    return BodyPublishers.concat(whole.toArray(BodyPublisher[]::new));
  }

  private void text(String text) {
    parts.add(BodyPublishers.ofString(text, StandardCharsets.UTF_8));
  }

  /** A name on disk may hold anything: neither a quote nor a line break gets into the header. */
  private static String quoted(String fileName) {
    return Printable.of(fileName).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
