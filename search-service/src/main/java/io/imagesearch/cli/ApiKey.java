package io.imagesearch.cli;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/** The key that requests carry; from the environment, since arguments show in process lists. */
final class ApiKey {
  static final String VARIABLE = "IMAGE_SEARCH_API_KEY";

  private final String value;

  private ApiKey(String value) {
    this.value = value;
  }

  /**
   * @throws IllegalArgumentException when no header can carry it; the message does not tell it
   */
  static Optional<ApiKey> of(Map<String, String> environment) {
    String value = environment.getOrDefault(VARIABLE, "").strip();
    if (!value.matches("[!-~]*")) {
      throw new IllegalArgumentException(VARIABLE + " has blanks or characters beyond ASCII");
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(new ApiKey(value));
  }

  void addTo(HttpRequest.Builder request) {
    request.header("Authorization", "Bearer " + value);
  }
}
