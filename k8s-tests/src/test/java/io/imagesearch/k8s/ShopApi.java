package io.imagesearch.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A cluster's REST interface. */
final class ShopApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "a-boundary-that-no-picture-has";

  private final HttpClient http;
  private final String base;
  private final String key;
  private final Duration limit;

  /** Through the Ingress. */
  ShopApi(HostCertificate certificate, String key, Duration limit) {
    this(
        HttpClient.newBuilder().sslContext(certificate.trusting()),
        "https://" + Shop.HOST,
        key,
        limit);
  }

  /** Past the Ingress, from one pod. */
  ShopApi(String podAddress, String key, Duration limit) {
    this(HttpClient.newBuilder(), "http://" + podAddress + ":8080", key, limit);
  }

  private ShopApi(HttpClient.Builder http, String base, String key, Duration limit) {
    this.http = http.connectTimeout(Duration.ofSeconds(5)).build();
    this.base = base;
    this.key = key;
    this.limit = limit;
  }

  /** An answer as it came. */
  record Answer(int status, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /** Ids of a search's results, the best first. */
    List<String> ids() {
      return json().get("results").findValuesAsText("id");
    }
  }

  Answer get(String path) throws IOException {
    return send(request(path).GET());
  }

  Answer search(byte[] picture, int k) throws IOException {
    return multipart("/api/v1/search", picture, "k", String.valueOf(k));
  }

  Answer searchById(String id, int k) throws IOException {
    return send(
        request("/api/v1/search")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"id\": \"%s\", \"k\": %d}".formatted(id, k))));
  }

  Answer upload(byte[] picture, String uploader) throws IOException {
    return multipart("/api/v1/images", picture, "uploader", uploader);
  }

  private Answer multipart(String path, byte[] picture, String field, String value)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(picture.length + 512);
    body.writeBytes(
        """
        --%1$s\r
        Content-Disposition: form-data; name="%2$s"\r
        \r
        %3$s\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="picture"\r
        \r
        """
            .formatted(BOUNDARY, field, value)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(picture);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(limit)
        .header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
