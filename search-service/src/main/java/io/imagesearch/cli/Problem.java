package io.imagesearch.cli;

import java.net.http.HttpHeaders;

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
  static Problem of(int status, HttpHeaders headers, String text) {
    if (status < 400) {
      String target = headers.firstValue("Location").orElse("another address");
      return new Problem(
          status, "redirect", "The address has moved", "It points to " + target + ": use that.");
    }
    return of(status, parse(text));
  }

  /** Of the JSON that it is in, wherever that came. */
  static Problem of(int status, Json body) {
    String type = body.at("type").text("");
    return new Problem(
        status,
        type.isEmpty() ? "http-" + status : type.substring(type.lastIndexOf('/') + 1),
        body.at("title").text("HTTP status " + status),
        body.at("detail").text(""));
  }

  private static Json parse(String body) {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      return new Json(null);
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
