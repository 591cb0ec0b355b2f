package io.imagesearch.cli;

import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is wrong, as {@code application/problem+json} says it.
 *
 * @param status of HTTP, or 0 where the client itself saw the problem
 * @param type the last part of the type URI
 */
record Problem(int status, String type, String title, String detail) {

  static Problem local(String type, String detail) {
    return new Problem(0, type, "", detail);
  }

  /** Of an answer that is no success, also from a proxy that knows nothing of problems. */
  static Problem of(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status < 400) {
      String target = answer.headers().firstValue("Location").orElse("another address");
      return new Problem(
          status, "redirect", "The address has moved", "It points to " + target + ": use that.");
    }
    JsonNode body = parse(answer.body());
    String type = body.path("type").asString("");
    return new Problem(
        status,
        type.isEmpty() ? "http-" + status : type.substring(type.lastIndexOf('/') + 1),
        body.path("title").asString("HTTP status " + status),
        body.path("detail").asString(""));
  }

  private static JsonNode parse(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }

  /** What is wrong with this one request. */
  String reason() {
    return detail.isEmpty() ? title : detail;
  }

  @Override
  public String toString() {
    return detail.isEmpty() || title.isEmpty() ? title + detail : title + ": " + detail;
  }
}
