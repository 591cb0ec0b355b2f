package io.imagesearch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client for tests: what a user's own program would send. */
public final class Client {
  private static final String BOUNDARY = "----image-search-test";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String key;

  public Client(URI base) {
    this(base, "");
  }

  private Client(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  /** The same, with this key in each request; none where it is empty. */
  public Client with(String otherKey) {
    return new Client(base, otherKey);
  }

  /** An answer with its JSON body; a missing node where the body is none. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Answer(int status, Map<String, List<String>> headers, byte[] bytes) {
    public JsonNode json() {
      return JSON.readTree(bytes);
    }

    /** Last part of the problem's type URI. */
    public String problem() {
      String type = json().path("type").asString("");
      return type.substring(type.lastIndexOf('/') + 1);
    }

    /** The body without the request's id, in which two answers to the same question differ. */
    public String bodyButId() {
      return new String(bytes, StandardCharsets.UTF_8).replaceAll(",?\"requestId\":\"[^\"]*\"", "");
    }

    public String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  /** A multipart form under construction. */
  public static final class Form {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Form field(String name, Object value) {
      return part(
          "name=\"" + name + "\"", "text/plain", value.toString().getBytes(StandardCharsets.UTF_8));
    }

    public Form file(String name, String fileName, byte[] bytes) {
      return part(
          "name=\"" + name + "\"; filename=\"" + fileName + "\"",
          "application/octet-stream",
          bytes);
    }

    private Form part(String disposition, String type, byte[] bytes) {
      String head =
          "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
              .formatted(BOUNDARY, disposition, type);
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(bytes);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
      return this;
    }

    byte[] finish() {
      body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
      return body.toByteArray();
    }
  }

  public int port() {
    return base.getPort();
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer get(String path, String header, String value) {
    return send(request(path).GET().header(header, value));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path, Form form) {
    return post(path, "multipart/form-data; boundary=" + BOUNDARY, form.finish());
  }

  public Answer post(String path, Form form, String header, String value) {
    return send(
        request(path)
            .POST(BodyPublishers.ofByteArray(form.finish()))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header(header, value));
  }

  public Answer post(String path, String contentType, byte[] body) {
    return method("POST", path, contentType, body);
  }

  public Answer post(String path, String contentType, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(path).POST(BodyPublishers.ofByteArray(body)).header("Content-Type", contentType);
    headers.forEach(request::header);
    return send(request);
  }

  public Answer postJson(String path, String json) {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  public Answer method(String method, String path, String contentType, byte[] body) {
    BodyPublisher publisher = BodyPublishers.ofByteArray(body);
    return send(request(path).method(method, publisher).header("Content-Type", contentType));
  }

  /** Uploads one picture. */
  public Answer upload(String fileName, byte[] picture) {
    return post("/api/v1/images", new Form().file("file", fileName, picture));
  }

  /** Searches by a picture's bytes. */
  public Answer search(byte[] picture, int k) {
    return post("/api/v1/search", new Form().file("file", "query", picture).field("k", k));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
