package io.imagesearch.operator.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Set;

/**
 * A request that the API server answered, as its audit log has it. What a request does not have,
 * such as the subresource of most, is empty.
 */
public record AuditedRequest(
    Instant time,
    String verb,
    String user,
    String userAgent,
    String resource,
    String subresource,
    String namespace,
    String name,
    int code,
    String uri) {
  private static final ObjectReader READER = new ObjectMapper().reader();
  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  static AuditedRequest parse(String line) {
    try {
      JsonNode event = READER.readTree(line);
      JsonNode user =
          event.has("impersonatedUser") ? event.path("impersonatedUser") : event.path("user");
      JsonNode object = event.path("objectRef");
      return new AuditedRequest(
          Instant.parse(event.path("requestReceivedTimestamp").asText()),
          event.path("verb").asText(),
          user.path("username").asText(),
          event.path("userAgent").asText(),
          object.path("resource").asText(),
          object.path("subresource").asText(),
          object.path("namespace").asText(),
          object.path("name").asText(),
          event.path("responseStatus").path("code").asInt(),
          event.path("requestURI").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  /** Did it ask for a change, and not only whether one would be accepted? */
  public boolean isWrite() {
    return WRITES.contains(verb)
        && !uri.contains("dryRun=")
        // A question that has to be posted.
        && !uri.startsWith("/apis/authorization.k8s.io/");
  }

  /** Did its user lack the right to it? */
  public boolean isRefused() {
    return code == HttpURLConnection.HTTP_FORBIDDEN;
  }
}
