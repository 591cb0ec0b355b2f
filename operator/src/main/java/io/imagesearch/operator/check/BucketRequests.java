package io.imagesearch.operator.check;

import io.imagesearch.operator.store.ObjectStoreConnection;
import io.imagesearch.operator.store.SecretKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is asked of an S3 server within one check. */
final class BucketRequests {
  private static final byte[] NOTHING = new byte[0];

  /** As a picture: a full disk may still have room for nothing. */
  private static final byte[] SOMETHING = new byte[64 * 1024];

  private final HttpClient client;
  private final ObjectStoreConnection connection;
  private final Optional<SecretData> credentials;
  private final Duration deadline;
  private final long end;
  private boolean missing;

  BucketRequests(
      HttpClient client,
      ObjectStoreConnection connection,
      Optional<SecretData> credentials,
      Duration deadline) {
    this.client = client;
    this.connection = connection;
    this.credentials = credentials;
    this.deadline = deadline;
    this.end = System.nanoTime() + deadline.toNanos();
  }

  /** Whether there is no bucket yet, as {@link #list} found. */
  boolean isMissing() {
    return missing;
  }

  /** Any answer will do: whether it may be used, the server can't tell us. */
  CheckResult reach() throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(uri("", "")).timeout(left()).GET().build(),
        HttpResponse.BodyHandlers.discarding());
    return CheckResult.ok();
  }

  CheckResult list() throws IOException, InterruptedException, GeneralSecurityException {
    String query = "list-type=2&max-keys=1&prefix=" + escaped(prefix(), true);
    HttpResponse<String> answer = send("GET", uri("", "?" + query), Map.of());
    missing = answer.statusCode() == 404;
    if (missing && connection.createBucket()) {
      return CheckResult.ok();
    }
    return answer.statusCode() == 200
        ? CheckResult.ok()
        : BucketAnswers.refused(connection, answer.statusCode(), answer.body());
  }

  /** The second write of an object that must not be there yet has to fail. */
  CheckResult writeTwice() throws IOException, InterruptedException, GeneralSecurityException {
    URI object = uri(escaped(prefix() + "probe/operator-" + UUID.randomUUID(), false), "");
    Map<String, String> unlessThere = Map.of("if-none-match", "*");
    HttpResponse<String> first = send("PUT", object, unlessThere, SOMETHING);
    if (first.statusCode() != 200) {
      return BucketAnswers.refused(connection, first.statusCode(), first.body());
    }
    try {
      HttpResponse<String> second = send("PUT", object, unlessThere, SOMETHING);
      return second.statusCode() == 412 || second.statusCode() == 409
          ? CheckResult.ok()
          : CheckResult.failed(
              "ConditionalWritesIgnored",
              connection.endpoint()
                  + " overwrites an object in spite of If-None-Match; several writers would lose"
                  + " each other's data");
    } finally {
      send("DELETE", object, Map.of());
    }
  }

  private HttpResponse<String> send(String method, URI uri, Map<String, String> headers)
      throws IOException, InterruptedException, GeneralSecurityException {
    return send(method, uri, headers, NOTHING);
  }

  private HttpResponse<String> send(
      String method, URI uri, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException, GeneralSecurityException {
    SecretData keys = credentials.orElseThrow();
    HttpRequest request =
        new SignedRequest(
                keys.require(SecretKeys.ACCESS_KEY),
                keys.require(SecretKeys.SECRET_KEY),
                connection.region())
            .of(method, uri, headers, body, Instant.now())
            .timeout(left())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private Duration left() {
    // The client wants more than nothing, and says itself that it was too little.
    return Duration.ofNanos(Math.clamp(end - System.nanoTime(), 1_000_000, deadline.toNanos()));
  }

  private String prefix() {
    return connection.prefix().isEmpty() ? "" : connection.prefix() + "/";
  }

  private URI uri(String key, String query) {
    URI endpoint = connection.endpoint();
    String base =
        connection.pathStyle()
            ? endpoint.getScheme() + "://" + endpoint.getAuthority() + "/" + connection.bucket()
            : endpoint.getScheme() + "://" + connection.bucket() + "." + endpoint.getAuthority();
    return URI.create(base + "/" + key + query);
  }

  /** Of a prefix nothing but letters, digits and {@code . _ - /} is allowed. */
  private static String escaped(String text, boolean slashes) {
    return slashes ? text.replace("/", "%2F") : text;
  }
}
